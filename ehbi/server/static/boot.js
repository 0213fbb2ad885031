// @ts-check
/**
 * Brings the guide into the page, next to the book that is already there.
 *
 * Sends on `document`: `ehbi:full` {reason} when there is no guide to be had, `ehbi:lost` {reason} when there was one
 * and its kernel or connection has gone, `ehbi:back` when it has another. Either way a book goes on as a book. Hears
 * `ehbi:started`: the guide is live. On a page without a book, what its notebook shows takes the place of the guide.
 */

import { awaitGuide, fetchGuide, happens, rest } from "./asking.js";
import { follow, giveUp, loadAhead, show } from "./voila.js";

const PATIENCE = 20_000;
const HAS_BOOK = Boolean(document.getElementById("page_book"));

let live = false;

/** @param {string} reason */
function tell(reason) {
  document.dispatchEvent(new CustomEvent(live ? "ehbi:lost" : "ehbi:full", { detail: { reason } }));
}

/** @returns {Promise<void>} fulfilled once the browser has shown the book */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

async function boot() {
  await painted();
  // Where there is no book, people are told that there is no guide and ask again themselves.
  const guide = HAS_BOOK ? awaitGuide(tell) : fetchGuide();
  const [html] = await Promise.all([guide, loadAhead()]);
  await show(html, lost);
}

/**
 * The kernel has gone. Without a book that is the end of it; a book goes on, and gets another kernel: at once, or when
 * somebody uses the page again if it was taken because nobody did.
 * @param {string} reason @param {boolean} waits whether something was said that nobody answers any more
 */
async function lost(reason, waits) {
  tell(reason);
  live = false;
  if (!HAS_BOOK) return giveUp();
  if (reason === "idle") await happens(["pointerdown", "keydown", "visibilitychange"]);
  else await rest(reason === "kernel" ? 0 : 1);
  const html = await awaitGuide(tell);
  // What waits for an answer would wait for ever.
  if (waits || !(await follow(html))) return startAnew();
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
