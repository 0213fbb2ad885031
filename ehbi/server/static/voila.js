/** Voilà's front end, loaded when the book is there, and led to the kernel that a guide runs on. */

const ASSETS = new URL("../", import.meta.url);
/** The path under which a proxy has the server; the server itself knows of none. */
const PATH = new URL("../../", ASSETS).pathname.slice(0, -1);

/** @typedef {{ fullLabextensionsUrl: string, federated_extensions: { name: string, load: string }[] }} Config */
/** @typedef {{ base: string, kernel: string, structure: string }} Shown where a guide runs, on what, and what it is made of */
/** @typedef {{ reconnect(): Promise<void>, _futures: Map<string, unknown> }} Kernel what it was asked and has not finished */

const PATIENCE = 20_000;
/** Bytes of a number in a message. */
const WORD = 8;
/** Close code of a page that goes. */
const LEFT = 1000;

/** @type {Shown} */
let shown = { base: "", kernel: "", structure: "" };
/** Whether what is shown has come to life. */
let started = false;
/** The connection of now; of any other nothing is heard any more. @type {WebSocket | undefined} */
let socket;
/** @type {(reason: string) => void} */
let lost = () => {};
/** @type {Promise<unknown> | undefined} */
let ahead;

/** @returns {{ shell: { node: HTMLElement }, widgetManager?: { kernel: Kernel } } | undefined} */
function application() {
  return /** @type {any} */ (window).jupyterapp;
}

/** @param {string} path @returns {Promise<void>} */
function load(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, ASSETS).href;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(path));
    document.head.append(script);
  });
}

/** @param {string} path */
function preload(path) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "script", href: new URL(path, ASSETS).href });
  document.head.append(link);
}

/** Get the scripts, whoever gets a guide. */
export function loadAhead() {
  window.WebSocket = WatchedSocket;
  if (!ahead) preload("voila/voila.js");
  ahead ??= Promise.all([load("voila/bundle.js"), load("ext/bundle.js")]);
  return ahead;
}

/**
 * Voilà keeps the `WebSocket` that it finds when it loads, so it is given one that leads to the kernel of now.
 *
 * A kernel ends with its connection. Voilà, which would call the same one again and again, hears of no end: neither of
 * `close` nor of `error`, which comes first when it was no orderly one.
 */
class WatchedSocket extends WebSocket {
  /** @param {string | URL} url @param {string | string[]} [protocols] */
  constructor(url, protocols) {
    super(String(url).replace(/(\/\/[^/]+)\/.*kernels\/[^/]+/, `$1${shown.base}api/kernels/${shown.kernel}`), protocols);
    socket = this;
    setTimeout(() => this.readyState === WebSocket.CONNECTING && this.close(), PATIENCE);
    this.addEventListener("message", dealOut);
    this.addEventListener("error", (event) => event.stopImmediatePropagation());
    this.addEventListener("close", (event) => {
      event.stopImmediatePropagation();
      if (this === socket) lost(event.reason || "connection");
    });
  }
}

/**
 * Hand on messages that came together one by one: all are heard before anything of them is drawn. Such a message begins
 * with a zero, and lies as any other does: how many offsets, the offsets, the parts.
 * @this {WebSocket} @param {MessageEvent} event
 */
function dealOut(event) {
  const words = event.data instanceof ArrayBuffer && new DataView(event.data);
  if (!words || words.getBigUint64(0, true)) return;
  event.stopImmediatePropagation();
  const at = (/** @type {number} */ place) => WORD + Number(words.getBigUint64(place * WORD, true));
  const parts = Number(words.getBigUint64(WORD, true)) - 1;
  for (let part = 0; part < parts; part += 1) {
    const data = event.data.slice(at(part + 2), at(part + 3));
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

/** Let go of the kernel: it ends with its connection. */
export function hangUp() {
  const left = socket;
  socket = undefined;
  left?.close(LEFT, "left");
}

/** @param {string} html @returns {{ config: Config, shown: Shown }} */
function read(html) {
  const guide = new DOMParser().parseFromString(html, "text/html");
  const seen = (/** @type {string} */ _, /** @type {unknown} */ value) => (typeof value === "string" && value.startsWith("/") ? PATH + value : value);
  const config = JSON.parse(guide.querySelector("#jupyter-config-data")?.textContent ?? "{}", seen);
  return { config, shown: { base: config.baseUrl, kernel: config.kernelId, structure: config.structure } };
}

/**
 * Put a guide in the page and have Voilà bring it to life.
 * @param {string} html
 * @param {(reason: string) => void} onLost is told when its kernel or connection has gone
 */
export async function show(html, onLost) {
  const guide = /** @type {HTMLElement} */ (document.getElementById("page_guide"));
  guide.innerHTML = html;
  const { config, shown: now } = read(html);
  /** @type {Element} */ (guide.querySelector("#jupyter-config-data")).textContent = JSON.stringify(config);
  shown = now;
  lost = onLost;
  for (const { name, load } of config.federated_extensions) preload(`${config.fullLabextensionsUrl}/${name}/${load}`);
  await run();
}

/**
 * Lead Voilà to the kernel of another guide.
 * @param {string} html
 * @returns {Promise<boolean>} false when it is made of other things, which Voilà cannot know, or Voilà waits for an answer of
 * the kernel before, for ever
 */
export async function follow(html) {
  const { shown: now } = read(html);
  const kernel = application()?.widgetManager?.kernel;
  if (!started || !kernel || kernel._futures.size || now.structure !== shown.structure) return false;
  shown = now;
  await kernel.reconnect();
  return true;
}

/**
 * Loads Voilà's program and runs its main function.
 *
 * Voilà waits with it for the page's load event, which has long been when this script runs: the listener is caught
 * and called here. Another listener, for beforeunload, would end the kernel, also when a mailto link is followed; it
 * is left out, as the server ends a kernel when its connection closes.
 */
async function run() {
  const add = window.addEventListener;
  const main = new Promise((resolve) => {
    window.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
      if (type === "load") resolve(listener);
      else if (type !== "beforeunload") add.call(window, type, listener, options);
    };
  });
  document.addEventListener("ehbi:started", () => ((started = true), (window.addEventListener = add)), { once: true });
  await load("voila/voila.js");
  await (await main)();
  hideShell();
}

/** Voilà also puts an application of its own on the page: empty here, and no landmark for a screen reader. */
function hideShell() {
  const shell = application()?.shell.node;
  shell?.removeAttribute("id");
  shell?.toggleAttribute("hidden", true);
}
