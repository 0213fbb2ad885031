// @ts-check
/**
 * Brings the guide into the page, next to the book that is already there.
 *
 * Sends on `document`: `ehbi:full` {reason} when there is no guide to be had, `ehbi:lost` {reason} when there was one
 * and its kernel or connection has gone, `ehbi:back` when it has another. Either way a book goes on as a book. Hears
 * `ehbi:started`: the guide is live. On a page without a book, what its notebook shows takes the place of the guide.
 */

const PATIENCE = 20_000;
const ASSETS = new URL("../", import.meta.url);
const HAS_BOOK = Boolean(document.getElementById("page_book"));

/** @typedef {{ fullLabextensionsUrl: string, federated_extensions: { name: string, load: string }[] }} Config */

let live = false;

/** @param {string} reason */
function tell(reason) {
  document.dispatchEvent(new CustomEvent(live ? "ehbi:lost" : "ehbi:full", { detail: { reason } }));
}

/** @returns {Promise<void>} fulfilled once the browser has shown the book */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
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

/**
 * Voilà keeps the `WebSocket` that it finds when it loads, so it is given one that leads to the kernel of now.
 *
 * A kernel ends with its connection. Voilà, which would call the same one again and again, does not hear of it.
 */
class WatchedSocket extends WebSocket {
  /** @param {string | URL} url @param {string | string[]} [protocols] */
  constructor(url, protocols) {
    super(String(url).replace(/kernels\/[^/]+/, `kernels/${shown.kernel}`), protocols);
    this.waits = false;
    this.addEventListener("message", () => (this.waits = false));
    this.addEventListener("close", (event) => {
      event.stopImmediatePropagation();
      lost(event.reason || "connection", this.waits);
    });
  }

  /** @param {string | ArrayBufferLike | Blob | ArrayBufferView} data */
  send(data) {
    this.waits = true;
    super.send(data);
  }
}

/** @typedef {{ reconnect(): Promise<void>, dispose(): void }} Kernel */
/** @returns {{ shell: { node: HTMLElement }, widgetManager?: { kernel: Kernel } } | undefined} */
function voila() {
  return /** @type {any} */ (window).jupyterapp;
}

/** @typedef {{ kernel: string, model: string }} Shown what a guide runs on, and the first thing that it shows */
/** @type {Shown} */
let shown = { kernel: "", model: "" };

/** @returns {Promise<string>} the guide's HTML @throws {NoGuide} */
async function fetchGuide() {
  const source = document.getElementById("page_guide")?.dataset.source ?? "guide";
  const answer = await fetch(source, { cache: "no-store" });
  if (!answer.ok) throw new NoGuide(answer);
  return answer.text();
}

class NoGuide extends Error {
  /** @param {Response} answer */
  constructor(answer) {
    super(`guide ${answer.status}`);
    this.full = answer.status === 503;
    this.seconds = Number(answer.headers.get("Retry-After")) || 0;
  }
}

/** Ask until there is a guide to be had; where there is no book, people are told and ask themselves. */
async function awaitGuide() {
  for (let pause = 2; ; pause = Math.min(2 * pause, 60)) {
    try {
      return await fetchGuide();
    } catch (error) {
      const { full = false, seconds = 0 } = /** @type {Partial<NoGuide>} */ (error);
      if (!HAS_BOOK) throw error;
      tell(full ? "full" : String(error));
      await rest(seconds || pause);
    }
  }
}

/** Wait so long and a bit, as not all pages may ask at once, and then until the page is looked at. @param {number} seconds */
async function rest(seconds) {
  await new Promise((resolve) => setTimeout(resolve, seconds * (1 + Math.random() / 2) * 1000));
  if (document.hidden) await happens(["visibilitychange"]);
}

/** @param {string[]} types @returns {Promise<void>} fulfilled when one of these events happens on a page that is looked at */
function happens(types) {
  const over = new AbortController();
  return new Promise((resolve) => {
    const done = () => document.hidden || (over.abort(), resolve());
    for (const type of types) document.addEventListener(type, done, { capture: true, signal: over.signal });
  });
}

/** @param {string} html @returns {{ config: Config, shown: Shown }} */
function read(html) {
  const guide = new DOMParser().parseFromString(html, "text/html");
  const config = JSON.parse(guide.querySelector("#jupyter-config-data")?.textContent ?? "{}");
  const model = /"model_id": "(\w+)"/.exec(html)?.[1] ?? "";
  return { config, shown: { kernel: config.kernelId, model } };
}

/** @param {string} html */
function place(html) {
  const guide = /** @type {HTMLElement} */ (document.getElementById("page_guide"));
  guide.innerHTML = html;
  const { config, shown: now } = read(html);
  shown = now;
  for (const { name, load } of config.federated_extensions) preload(`${config.fullLabextensionsUrl}/${name}/${load}`);
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
  document.addEventListener("ehbi:started", () => (window.addEventListener = add), { once: true });
  await load("voila/voila.js");
  await (await main)();
  hideShell();
}

/** Voilà also puts an application of its own on the page: empty here, and no landmark for a screen reader. */
function hideShell() {
  const shell = voila()?.shell.node;
  shell?.removeAttribute("id");
  shell?.toggleAttribute("hidden", true);
}

async function boot() {
  await painted();
  window.WebSocket = WatchedSocket;
  preload("voila/voila.js");
  const [html] = await Promise.all([awaitGuide(), load("voila/bundle.js"), load("ext/bundle.js")]);
  place(html);
  await run();
}

/**
 * The kernel has gone. Without a book that is the end of it; a book goes on, and gets another kernel: at once, or when
 * somebody uses the page again if it was taken because nobody did.
 * @param {string} reason @param {boolean} waits whether something was said that nobody answers any more
 */
async function lost(reason, waits) {
  tell(reason);
  live = false;
  if (!HAS_BOOK) return voila()?.widgetManager?.kernel.dispose();
  if (reason === "idle") await happens(["pointerdown", "keydown", "visibilitychange"]);
  else await rest(reason === "kernel" ? 0 : 1);
  const { shown: now } = read(await awaitGuide());
  // Another notebook has other widgets, and one that waits for an answer waits for ever.
  if (waits || now.model !== shown.model) return startAnew();
  shown = now;
  await voila()?.widgetManager?.kernel.reconnect();
  live = true;
  document.dispatchEvent(new CustomEvent("ehbi:back"));
}

/** Load the page again, at the same step; not while somebody writes. */
async function startAnew() {
  const field = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest("input, textarea") ?? null);
  if (field?.value) await happens(["focusout"]);
  location.reload();
}

document.addEventListener("ehbi:started", () => (live = true), { once: true });
setTimeout(() => live || tell("slow"), PATIENCE);
boot().catch((error) => tell(String(error)));
