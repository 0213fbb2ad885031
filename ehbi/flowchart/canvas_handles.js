// What a picture gets to be edited by: arrows that Tab reaches after their step, and handles to add with and to drag.
import { arrowsIn, nodesIn } from "ehbi/flowchart/marks";

/** A step and one of its answers, by their ids; the answer is empty for the step itself. @typedef {{step: string, answer: string}} Spot */

const HANDLE = 9; // px, half the size that is seen; what takes the pointer is larger
const BESIDE = 6; // px from a label, whose letters it leaves free
const STRIDE_BACK = 8; // px, along an arrow
const PLUS = "M-4,0H4M0,-4V4";
const DOTS = "M-4,0h.01M0,0h.01M4,0h.01";

/** @param {string} tag @param {Record<string, string | number>} attributes @param {Element[]} children @returns {SVGElement} */
function drawn(tag, attributes, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** What stands in it with a class, as one text. @param {Element} part @param {string} name */
const wordsIn = (part, name) => [...part.querySelectorAll(`.${name}`)].map((line) => line.textContent).join(" ");

/** The step or arrow that an element of a picture is, or is a handle of. @param {Element | null} element @returns {Spot | null} */
export function spotOf(element) {
  const { step, from, at, answer = "" } = /** @type {SVGElement} */ (element?.closest(".node, .arrow, .handle"))?.dataset ?? {};
  const found = step ?? from ?? at;
  return found ? { step: found, answer } : null;
}

/** The element of a step or an arrow in a picture. @param {Element} picture @param {Spot} spot */
export function elementOf(picture, { step, answer }) {
  const parts = answer ? arrowsIn(picture) : nodesIn(picture);
  return parts.find(({ dataset }) => (answer ? dataset.from === step && dataset.answer === answer : dataset.step === step));
}

/** @param {string} kind @param {string} sign @param {string} name @param {Spot} spot @param {[number, number]} where */
function handle(kind, sign, name, { step, answer }, [x, y]) {
  const made = drawn("g", { class: `handle ${kind}`, role: "button", tabindex: answer ? -1 : 0, "aria-label": name, transform: `translate(${x},${y})` },
    drawn("circle", { class: "touch", r: HANDLE + 4 }), drawn("circle", { class: "disc", r: HANDLE }), drawn("path", { class: "sign-of", d: sign }));
  Object.assign(made.dataset, answer ? { at: step, answer } : { at: step });
  return made;
}

/** Half the width and half the height of a step. @param {SVGElement} node @returns {[number, number]} */
function halves(node) {
  const outline = /** @type {SVGElement} */ (node.querySelector(".shape"));
  if (outline.matches("rect")) return [Number(outline.getAttribute("width")) / 2, Number(outline.getAttribute("height")) / 2];
  const numbers = (outline.getAttribute("d")?.match(/-?[\d.]+/g) ?? []).map((number) => Math.abs(Number(number)));
  return [Math.max(...numbers.filter((_, at) => at % 2 === 0)), Math.max(...numbers.filter((_, at) => at % 2 === 1))];
}

/** @param {SVGElement} node @returns {[number, number]} */
function placeOf(node) {
  const [x, y] = (node.getAttribute("transform")?.match(/-?[\d.]+/g) ?? []).map(Number);
  return [x, y];
}

/** Where a handle stands on an arrow: halfway between its label and its end, or, where the grip leaves no room, beside the label. @param {SVGElement} arrow @returns {[number, number]} */
function onArrow(arrow) {
  const stem = /** @type {SVGPathElement} */ (arrow.querySelector(".stem"));
  const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(arrow.querySelector(".plate")?.getAttribute(name)));
  const whole = stem.getTotalLength();
  let free = 0;
  for (; free < whole; free += STRIDE_BACK) {
    const { x, y } = stem.getPointAtLength(whole - free);
    if (x > left - 1 && x < left + width + 1 && y > top - 1 && y < top + height + 1) break;
  }
  if (free < 5 * HANDLE) return [left + width + BESIDE, top + height / 2];
  const { x, y } = stem.getPointAtLength(whole - free / 2);
  return [x, y];
}

/** @param {SVGElement} node @returns {SVGElement[]} */
function handlesOfStep(node) {
  const [[x, y], [across, down]] = [placeOf(node), halves(node)];
  const spot = { step: node.dataset.step ?? "", answer: "" };
  const name = wordsIn(node, "title");
  const [aside, low] = node.matches(".question") ? [across / 2, down / 2] : [across - 12, down];
  const more = handle("more", DOTS, `Wat je kunt doen met ‘${name}’`, spot, [x - aside, y + low]);
  return node.matches(".outcome, .connector") ? [more] : [handle("plus", PLUS, `Stap erbij na ‘${name}’`, spot, [x + aside, y + low]), more];
}

/** @param {SVGElement} arrow @param {Map<string | undefined, string>} titles @returns {SVGElement[]} the arrow and its handle */
function reachable(arrow, titles) {
  const { from = "", to, answer = "" } = arrow.dataset;
  const label = wordsIn(arrow, "label") || "zonder tekst";
  const wrong = arrow.querySelector("title")?.textContent ?? "";
  const said = `Antwoord ‘${label}’ van ‘${titles.get(from)}’, naar ‘${titles.get(to)}’. ${wrong}`.trim();
  for (const [name, value] of [["tabindex", "0"], ["role", "button"], ["aria-label", said]]) arrow.setAttribute(name, value);
  const [, , ...ends] = (arrow.querySelector(".head")?.getAttribute("d")?.match(/-?[\d.]+/g) ?? []).map(Number);
  const [x, y] = [(ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2]; // behind the tip, which is at the edge of a step
  arrow.prepend(drawn("path", { class: "reach", d: arrow.querySelector(".stem")?.getAttribute("d") ?? "" }));
  arrow.append(drawn("circle", { class: "grip", cx: x, cy: y, r: HANDLE }));
  return [arrow, handle("plus", PLUS, `Stap ertussen bij ‘${label}’`, { step: from, answer }, onArrow(arrow))];
}

/** Make a picture ready to be edited. @param {Element} picture */
export function dress(picture) {
  const nodes = nodesIn(picture);
  const titles = new Map(nodes.map((node) => [node.dataset.step, wordsIn(node, "title")]));
  const arrows = Map.groupBy(arrowsIn(picture), ({ dataset }) => dataset.from);
  for (const node of nodes) {
    const own = arrows.get(node.dataset.step) ?? [];
    node.after(...handlesOfStep(node), ...own.flatMap((arrow) => reachable(arrow, titles)));
  }
}
