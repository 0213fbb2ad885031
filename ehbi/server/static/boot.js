// @ts-check
/**
 * Brings the guide into the page, next to the book that is already there.
 *
 * Sends on `document`: `ehbi:full` when there is no guide to be had, `ehbi:lost` {reason} when there was one and its
 * kernel or connection has gone. Either way a book goes on as a book. Hears `ehbi:started`: the guide is live. On a
 * page without a book, what its notebook shows takes the place of the guide.
 */

const PATIENCE = 20_000;
const ASSETS = new URL("../", import.meta.url);

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

/** Voilà keeps the `WebSocket` that it finds when it loads, so it is given one that tells when it closes. */
class WatchedSocket extends WebSocket {
  /** @param {string | URL} url @param {string | string[]} [protocols] */
  constructor(url, protocols) {
    super(url, protocols);
    this.addEventListener("close", (event) => this.#closed(event.reason || "connection"), { once: true });
  }

  /** The kernel ends with its connection, so Voilà must not try to connect again. @param {string} reason */
  #closed(reason) {
    voila()?.widgetManager?.kernel.dispose();
    tell(reason);
  }
}

/** @returns {{ shell: { node: HTMLElement }, widgetManager?: { kernel: { dispose(): void } } } | undefined} */
function voila() {
  return /** @type {any} */ (window).jupyterapp;
}

/** @returns {Promise<string>} the guide's HTML */
async function fetchGuide() {
  const source = document.getElementById("page_guide")?.dataset.source ?? "guide";
  const answer = await fetch(source, { cache: "no-store" });
  if (!answer.ok) throw new Error(`guide ${answer.status}`);
  return answer.text();
}

/** @param {string} html */
function place(html) {
  const guide = /** @type {HTMLElement} */ (document.getElementById("page_guide"));
  guide.innerHTML = html;
  const json = guide.querySelector("#jupyter-config-data")?.textContent ?? "{}";
  const config = /** @type {Config} */ (JSON.parse(json));
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
  const [html] = await Promise.all([fetchGuide(), load("voila/bundle.js"), load("ext/bundle.js")]);
  place(html);
  await run();
}

document.addEventListener("ehbi:started", () => (live = true), { once: true });
setTimeout(() => live || tell("slow"), PATIENCE);
boot().catch((error) => tell(String(error)));
