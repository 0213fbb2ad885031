/** What the presenter reads: told to a window beside the slides, which is written from here and so works from a disk too. */

import { tell } from "ehbi/elements";
import { turn } from "ehbi/slides/plan";
import { linesOf } from "ehbi/slides/shown";

const [NAME, FEATURES] = ["ehbi_notes", "popup,width=1000,height=700"];
const BEGAN = "ehbi-begonnen";
const SILENT = 3000; // ms after which a window that says something each second is not ours any more
/** A file has no origin to name. */
const WHERE = self.origin === "null" ? "*" : self.origin;

/** @typedef {import("./notes_window.js").Notes} Notes */

/** @type {Window | null} */
let other = null;
let heard = -SILENT;
/** @type {Omit<Notes, "since"> | undefined} */
let now;

/** Open the window, or bring it to the front. */
export function openNotes() {
  if (!other || other.closed || performance.now() - heard > SILENT) write();
  other?.focus();
}

function write() {
  other = window.open("", NAME, FEATURES);
  if (!other) return;
  try {
    other.document.title = "Notities";
  } catch {
    // It was written from a file that has been loaded anew since, and so is another's.
    other.close();
    other = window.open("", `${NAME}_${Date.now()}`, FEATURES);
  }
  const page = other?.document;
  if (!page) return;
  page.documentElement.lang = "nl";
  page.title = "Notities";
  page.head.append(Object.assign(page.createElement("script"), { type: "module", src: import.meta.resolve("ehbi/slides/notes_window") }));
}

/**
 * @param {string} place
 * @param {[HTMLElement, number]} shown a slide and its frame
 * @param {[HTMLElement, number] | undefined} next
 */
export function tellNotes(place, shown, next) {
  const [slide, frame] = shown;
  clock(slide);
  const says = slide.querySelectorAll("template")[frame]?.content.textContent ?? "";
  const here = seen(shown);
  now = { place, ...here, says, turn: turn(slide), next: next ? fresh(seen(next), next[0] === slide ? here.lines : []) : null };
  send();
  tell("slides:notes");
}

/** @param {[HTMLElement, number]} shown */
const seen = ([slide, frame]) => ({ title: slide.dataset.title ?? "", lines: linesOf(slide, frame) });

/** Of a slide that goes on, only what is new. @param {ReturnType<typeof seen>} next @param {import("./shown.js").Line[]} known */
function fresh({ title, lines }, known) {
  return { title, lines: lines.filter(({ text }) => known.every((one) => one.text !== text)) };
}

/** The clock begins when the slides go on from the first one; who tried them out begins anew. @param {HTMLElement} slide */
function clock(slide) {
  if (slide.matches(".opening")) sessionStorage.removeItem(BEGAN);
  else if (!sessionStorage.getItem(BEGAN)) sessionStorage.setItem(BEGAN, String(Date.now()));
}

/** What the presenter reads at this moment. @returns {Notes | undefined} */
export function current() {
  const began = Number(sessionStorage.getItem(BEGAN));
  return now && { ...now, since: began && Math.max(1, Date.now() - began) };
}

function send() {
  const notes = current();
  if (notes && other && !other.closed) other.postMessage({ notes }, WHERE);
}

/** Hear the window, also one that was there before these slides were loaded. @param {(event: KeyboardEvent) => void} onKey hears the keys pressed in it */
export function hearNotes(onKey) {
  addEventListener("message", ({ source, data, origin }) => {
    if (!data?.ehbiNotes || (WHERE !== "*" && origin !== WHERE)) return;
    const came = source !== other;
    other = /** @type {Window} */ (source);
    heard = performance.now();
    if (data.key) onKey(new KeyboardEvent("keydown", data.key));
    else if (came || data.opened) send();
  });
}
