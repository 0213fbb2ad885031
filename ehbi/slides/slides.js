/** Goes through the slides: by keys, clicker or buttons; the place is in the address. */

import { all, around, byId, hear, tell } from "ehbi/elements";
import { markIn, nodesIn } from "ehbi/flowchart/marks";
import { look } from "ehbi/slides/camera";
import { fit } from "ehbi/slides/fit";
import "ehbi/slides/announce";
import "ehbi/slides/hands";
import { hearNotes, openNotes, tellNotes } from "ehbi/slides/notes";
import { arranged, state, watchOrder } from "ehbi/slides/order";
import { minutes, planned, watchPlan } from "ehbi/slides/plan";

const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
  ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
}; // prettier-ignore
/** What a clicker sends goes on from anywhere; all else belongs to what has the focus. */
const CLICKER = ["PageDown", "PageUp", "b", "B", "."];
/** What shows the votes of a room, has it vote again, or counts its time: see `vote.js`, which only a server has. */
const OF_VOTES = ["t", "o", "k"];
const TAKES_KEYS = "input, select, textarea, .live";

const everySlide = all(".slide");
const list = /** @type {HTMLSelectElement} */ (byId("slides_go"));
const [dark, place] = [byId("slides_dark"), byId("slides_place")];

let slides = everySlide;
let [slide, frame] = [0, 0];

/** @param {HTMLElement} of @returns {HTMLTemplateElement[]} */
const framesOf = (of) => [...of.querySelectorAll("template")];

/** Go on to the next frame; where a room has voted and not seen how, first to that. */
function goOn() {
  if (document.querySelector("#slides_votes[data-holds]")) tell("slides:key", { key: "t" });
  else go(1);
}

/** @param {number} step 1 or -1 */
function go(step) {
  if (step > 0 && frame + 1 < framesOf(slides[slide]).length) frame += 1;
  else if (step < 0 && frame > 0) frame -= 1;
  else if (slides[slide + step]) {
    slide += step;
    frame = step > 0 ? 0 : framesOf(slides[slide]).length - 1;
  }
  settle();
}

/** Have the address say where the slides are, and show it. */
function settle() {
  history.replaceState({ ...state(), minutes: minutes() }, "", `${location.href.split("#")[0]}#${slides[slide].id}.${frame + 1}`);
  show();
}

/** Go to a place in the deck; to the first slide if it is not here. @param {string} there */
function open(there) {
  const [id, number] = there.split(".");
  slide = Math.max(0, slides.findIndex((one) => one.id === id));
  frame = Math.min(Math.max(1, Number(number) || 1), framesOf(slides[slide]).length) - 1;
  settle();
}

const openAddress = () => open(decodeURIComponent(location.hash.slice(1)));

function show() {
  const now = slides[slide];
  for (const one of slides) one.classList.toggle("now", one === now);
  for (const part of all("[data-only], [data-since]", now)) {
    const { only, since } = part.dataset;
    part.classList.toggle("shown", only ? only.split(" ").includes(String(frame)) : Number(since) <= frame);
  }
  tell("slides:shown", { place: `${now.id}.${frame + 1}` });
  place.textContent = `${slide + 1} van ${slides.length}`;
  list.selectedIndex = slide;
  draw(now, JSON.parse(framesOf(now)[frame].dataset.marks ?? "{}"));
  fit(now);
  const goesOn = Boolean(framesOf(now)[frame + 1]);
  const [next, first] = goesOn ? [now, frame + 1] : [slides[slide + 1], 0];
  tellNotes(place.textContent, [now, frame], next && [next, first]);
}

/** @param {HTMLElement} now @param {{ visited: string[], taken: [string, string][], current: string }} marks */
function draw(now, marks) {
  const chart = /** @type {HTMLElement | null} */ (now.querySelector(".chart"));
  if (!chart) return;
  markIn(chart, marks);
  const ahead = new Set([...chart.querySelectorAll(".arrow.leaving")].map((arrow) => arrow.getAttribute("data-to")));
  for (const node of nodesIn(chart)) node.classList.toggle("ahead", ahead.has(node.getAttribute("data-step")));
  look(chart);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || belongsTo(event)) return;
  const step = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
  const letter = event.key.toLowerCase(); // as with Caps Lock
  if (letter === "b" || letter === ".") black();
  else if (letter === "n") notes();
  else if (event.key === "Home") goTo(0);
  else if (event.key === "End") goTo(ending());
  else if (step && dark.hidden) step > 0 ? goOn() : go(step);
  else if (OF_VOTES.includes(letter)) tell("slides:key", { key: letter });
  else if (step || event.key === "Escape") dark.hidden = true;
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The results, where they are still to come; else the last slide. */
function ending() {
  const results = slides.findIndex((one) => one.classList.contains("results"));
  return results > slide ? results : slides.length - 1;
}

/** Whether a key is for what has the focus. @param {KeyboardEvent} event */
function belongsTo({ target, key }) {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return false;
  if (target.closest("button") && (key === " " || key === "Enter")) return true;
  return Boolean(target.closest(TAKES_KEYS)) && !CLICKER.includes(key);
}

/** After a click with a mouse the clicker goes on, and does not press that button again. @param {MouseEvent} event */
function letGo(event) {
  const pressed = around(event, ".choices button, .votes button, #slides_results button, .ideas button, .acts button, .bar button");
  if (/** @type {PointerEvent} */ (event).pointerType) pressed?.blur();
}

const black = () => (dark.hidden = !dark.hidden);

function notes() {
  openNotes();
}

/** @param {number} number of a slide, counted from 0 */
function goTo(number) {
  [slide, frame] = [number, 0];
  settle();
}

/** Show the exercises in the order that was chosen, and name them in the list. */
function arrange() {
  slides = planned(everySlide) ?? arranged(everySlide.filter((one) => !one.matches(".planned")));
  for (const one of everySlide) one.classList.toggle("out", minutes() ? !slides.includes(one) : one.matches(".planned"));
  list.replaceChildren(...slides.map((one) => new Option(one.querySelector("h1")?.textContent ?? "")));
}

function reorder() {
  arrange();
  goTo(slides.findIndex(({ id }) => id === "oefeningen"));
}

/** Have the deck be that of the plan: at the same slide, if it has that. */
function replan() {
  const { id } = slides[slide];
  arrange();
  const there = slides.findIndex((one) => one.id === id);
  if (there < 0) return goTo(0);
  slide = there;
  settle();
}

/** @param {string} id @param {() => unknown} act */
const press = (id, act) => document.getElementById(id)?.addEventListener("click", act);

/** On paper a chart shows the whole way of its case. */
function showWays() {
  for (const one of slides) draw(one, JSON.parse(framesOf(one).at(-1)?.dataset.marks ?? "{}"));
}

press("slides_on", goOn);
press("slides_back", () => go(-1));
press("slides_notes", notes);
press("slides_black", black);
press("slides_dark", black);
press("slides_wide", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
list.addEventListener("change", () => goTo(list.selectedIndex));
watchOrder(everySlide, reorder);
watchPlan(replan);
hearNotes(onKey);
addEventListener("keydown", onKey, { capture: true });
addEventListener("click", letGo);
addEventListener("hashchange", openAddress);
hear("slides:go", ({ place: there }) => open(there));
addEventListener("resize", show);
addEventListener("beforeprint", showWays);
addEventListener("afterprint", show);
document.documentElement.classList.add("running");
arrange();
openAddress();
