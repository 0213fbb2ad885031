/**
 * Brings the guide into the page, next to the book that is already there.
 *
 * Sends on `document`: `ehbi:full` {reason, over} when there is no guide to be had, over when that is not asked for any
 * more; `ehbi:lost` {reason} when there was one and its kernel or connection has gone; `ehbi:back` when it has another.
 * Either way a book goes on as a book, and slides as slides. Hears `ehbi:started`: the guide is live. On a page that is
 * nothing else, what its notebook shows takes the place of the guide.
 */

import { awaitGuide, fetchGuide, happens, rest } from "./asking.js";
import { follow, hangUp, loadAhead, show } from "./voila.js";

const PATIENCE = 20_000;
/** How long somebody who goes elsewhere can still be on this page. */
const LEAVING = 2_000;
/** How long after it was fetched a guide is still there for sure: a server ends one to which nobody connects. */
const FRESH = 5_000;
/** Seconds after which a page knows that somebody began to go elsewhere. */
const MOMENT = 0.1;
const HAS_BOOK = Boolean(document.getElementById("page_book"));
/** Whether the page is something without a guide, and gets one as soon as there is one. */
const GOES_ON = HAS_BOOK || document.getElementById("page_guide")?.dataset.goesOn !== undefined;

let first = true;
let live = false;
/** The only attempt to get a guide: once it is aborted, it does nothing any more. */
let attempt = new AbortController();

/** @param {string} reason @param {boolean} [over] */
function tell(reason, over = false) {
  document.dispatchEvent(new CustomEvent(live ? "ehbi:lost" : "ehbi:full", { detail: { reason, over } }));
}

/** Try it again, whatever was tried before. @param {(signal: AbortSignal) => Promise<void>} [ready] when to begin */
function begin(ready = async () => {}) {
  attempt.abort();
  attempt = new AbortController();
  const { signal } = attempt;
  setTimeout(() => live || signal.aborted || tell("slow"), PATIENCE);
  ready(signal)
    .then(() => bring(signal))
    .catch((error) => signal.aborted || end(String(error)));
}

/** There is no guide now, and nothing is tried. @param {string} reason */
function end(reason) {
  attempt.abort();
  tell(reason, true);
  live = false;
}

/** Over once nobody is on their way out of this page. */
let leaving = Promise.resolve();
const leave = () => (leaving = new Promise((resolve) => setTimeout(resolve, LEAVING)));

/** @param {AbortSignal} signal */
async function bring(signal) {
  // Only meanwhile: some browsers do not keep a page that listens to this.
  if (!first) addEventListener("beforeunload", leave);
  try {
    await fetchAndShow(signal);
  } finally {
    removeEventListener("beforeunload", leave);
  }
}

/** @param {AbortSignal} signal */
async function fetchAndShow(signal) {
  // Where there is nothing else, people are told that there is no guide and ask again themselves.
  let since = 0;
  const fetchOne = async () => {
    const html = await (GOES_ON ? awaitGuide(tell, signal) : fetchGuide(signal));
    since = performance.now();
    return html;
  };
  let [html] = await Promise.all([fetchOne(), loadAhead()]);
  if (performance.now() - since > FRESH) html = await fetchOne();
  signal.throwIfAborted();
  if (first) {
    first = false;
    return show(html, lost);
  }
  const followed = await follow(html);
  signal.throwIfAborted();
  // Slides do not load themselves again in front of a room.
  if (!followed) return HAS_BOOK ? startAnew(signal) : end("left");
  live = true;
  document.dispatchEvent(new CustomEvent("ehbi:back"));
}

/**
 * The kernel has gone. A page that goes on gets another: at once, or when somebody uses the page again if it was taken
 * because nobody did. For any other that is the end of it.
 * @param {string} reason
 */
function lost(reason) {
  end(reason);
  if (!GOES_ON) return;
  if (reason === "idle") begin((signal) => happens(["pointerdown", "keydown", "visibilitychange"], signal));
  else begin((signal) => rest(reason === "kernel" ? 0 : 1, signal));
}

/**
 * Load the page again, at the same step; not while somebody writes, nor in the way of where they go.
 * @param {AbortSignal} signal
 */
async function startAnew(signal) {
  const field = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest("input, textarea") ?? null);
  if (field?.value) await happens(["focusout"], signal);
  await rest(MOMENT, signal);
  await leaving;
  signal.throwIfAborted();
  location.reload();
}

/** @returns {Promise<void>} fulfilled once the browser has shown the book */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

document.addEventListener("ehbi:started", () => (live = true), { once: true });
// A page that is left can be kept by the browser, for whoever comes back to it; its kernel is not.
addEventListener("pagehide", ({ persisted }) => {
  if (!persisted) return;
  hangUp();
  end("left");
});
addEventListener("pageshow", ({ persisted }) => persisted && GOES_ON && begin());
begin(painted);
