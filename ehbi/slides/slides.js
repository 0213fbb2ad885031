// @ts-check
/** Goes through the slides: by keys, clicker, buttons or swipe; the place is in the address. */

import { markIn } from "ehbi/flowchart";
import { look } from "ehbi/slides/camera";
import { openNotes, tellNotes } from "ehbi/slides/notes";

const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
  ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
}; // prettier-ignore
const SMALLEST = 0.55;

const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".slide")]);
const dark = /** @type {HTMLElement} */ (document.getElementById("slides_dark"));
const place = /** @type {HTMLElement} */ (document.getElementById("slides_place"));

let [slide, frame] = [0, 0];

/** @param {HTMLElement} of @returns {HTMLTemplateElement[]} */
const framesOf = (of) => [...of.querySelectorAll("template")];

/** @param {number} step 1 or -1 */
function go(step) {
  if (step > 0 && frame + 1 < framesOf(slides[slide]).length) frame += 1;
  else if (step < 0 && frame > 0) frame -= 1;
  else if (slides[slide + step]) {
    slide += step;
    frame = step > 0 ? 0 : framesOf(slides[slide]).length - 1;
  }
  history.replaceState(null, "", `#${slides[slide].id}.${frame + 1}`);
  show();
}

/** Go where the address says; to the first slide if it says nothing that is here. */
function open() {
  const [id, number] = decodeURIComponent(location.hash.slice(1)).split(".");
  slide = Math.max(0, slides.findIndex((one) => one.id === id));
  frame = Math.min(Math.max(1, Number(number) || 1), framesOf(slides[slide]).length) - 1;
  show();
}

function show() {
  const now = slides[slide];
  for (const one of slides) one.classList.toggle("now", one === now);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (now.querySelectorAll("[data-only], [data-since]"))) {
    const { only, since } = part.dataset;
    part.classList.toggle("shown", only ? Number(only) === frame : Number(since) <= frame);
  }
  const detail = { place: `${now.id}.${frame + 1}` };
  document.dispatchEvent(new CustomEvent("slides:shown", { detail }));
  place.textContent = `${slide + 1} van ${slides.length}`;
  const template = framesOf(now)[frame];
  draw(now, JSON.parse(template.dataset.marks ?? "{}"));
  fit(now);
  const next = framesOf(now)[frame + 1] ? "verder op deze dia" : slides[slide + 1]?.getAttribute("aria-label") ?? "";
  const title = now.getAttribute("aria-label") ?? "";
  tellNotes({ place: place.textContent, title, notes: template.content.textContent ?? "", next });
}

/** @param {HTMLElement} now @param {{ visited: string[], taken: [string, string][], current: string }} marks */
function draw(now, marks) {
  const chart = /** @type {HTMLElement | null} */ (now.querySelector(".chart"));
  if (!chart) return;
  markIn(chart, marks);
  const ahead = new Set([...chart.querySelectorAll(".arrow.leaving")].map((arrow) => arrow.getAttribute("data-to")));
  for (const node of chart.querySelectorAll(".node")) node.classList.toggle("ahead", ahead.has(node.getAttribute("data-step")));
  look(chart);
}

/** Make the words smaller until all of them are in sight. @param {HTMLElement} now */
function fit(now) {
  const words = /** @type {HTMLElement | null} */ (now.querySelector(".words, .large"));
  for (let size = 1; words && size >= SMALLEST; size -= 0.05) {
    words.style.setProperty("--fit", String(size));
    if (words.scrollHeight <= words.clientHeight) break;
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const onButton = event.target instanceof HTMLElement && event.target.closest("button");
  if (onButton && (event.key === " " || event.key === "Enter")) return;
  const step = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
  if (event.key === "b" || event.key === ".") black();
  else if (event.key === "n") notes();
  else if (event.key === "Home" || event.key === "End") end(event.key === "End");
  else if (step && dark.hidden) go(step);
  else if (step || event.key === "Escape") dark.hidden = true;
  else return;
  event.preventDefault();
}

const black = () => (dark.hidden = !dark.hidden);

function notes() {
  openNotes(onKey);
  show();
}

/** @param {boolean} last */
function end(last) {
  [slide, frame] = [last ? slides.length - 1 : 0, 0];
  show();
}

/** @param {string} id @param {() => unknown} act */
const press = (id, act) => document.getElementById(id)?.addEventListener("click", act);

press("slides_on", () => go(1));
press("slides_back", () => go(-1));
press("slides_notes", notes);
press("slides_black", black);
press("slides_dark", black);
press("slides_wide", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
addEventListener("keydown", onKey);
addEventListener("hashchange", open);
addEventListener("resize", show);
document.documentElement.classList.add("running");
open();
