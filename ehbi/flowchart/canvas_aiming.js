// A step is aimed at: to choose it, by typing or by pointing, or to drag an arrow's end there. The kernel says what would come of it.
import { chooser } from "ehbi/chooser";
import { around, make, say } from "ehbi/elements";
import { middle } from "ehbi/flowchart/lens";
import { nodesIn, pictureIn } from "ehbi/flowchart/marks";
import { spotOf } from "./canvas_handles.js";

/** @typedef {import("./canvas_handles.js").Spot} Spot */

const LINGER = 20; // ms that a step is aimed at before the kernel is asked
const [EDGE, STEP] = [28, 14]; // px: where it scrolls, and how far with each move

/** Aim at a step, and have it judged. @param {HTMLElement} place @param {HTMLElement} said @param {((to: string, number: number) => void) | null} ask */
function aiming(place, said, ask) {
  let [number, timer, aimed] = [0, 0, ""];
  const mark = () => {
    for (const figure of place.querySelectorAll("figure")) for (const node of nodesIn(pictureIn(figure))) node.classList.toggle("aimed", node.dataset.step === aimed);
  };
  return {
    /** @param {string} step empty for none */
    aim(step) {
      if (step === aimed) return;
      aimed = step;
      number += 1;
      clearTimeout(timer);
      place.classList.remove("ehbi-refused");
      say(said, "");
      mark();
      if (step && ask) timer = setTimeout(() => ask(step, number), LINGER);
    },
    /** @param {{number: number, text: string, fits: boolean}} judged */
    hear(judged) {
      if (judged.number !== number) return;
      say(said, judged.text);
      place.classList.toggle("ehbi-refused", !judged.fits);
    },
    end() {
      clearTimeout(timer);
      this.aim("");
    },
  };
}

/** @typedef {{text: string, steps: import("../scripts/chooser.js").Option[], types: boolean}} Choice */

/**
 * Have a person choose a step.
 * @param {HTMLElement} root where the question is put
 * @param {HTMLElement} place the charts are in
 * @param {Choice} choice
 * @param {((to: string, number: number) => void) | null} ask have a step that is aimed at judged
 * @param {(step: string | null) => void} done the step, or null for none
 */
export function choosing(root, place, choice, ask, done) {
  const ended = new AbortController();
  const how = { signal: ended.signal, capture: true };
  const said = make("p", { role: "status", className: "ehbi-judged" });
  const aim = aiming(place, said, ask);
  const end = (/** @type {string | null} */ step) => {
    ended.abort();
    aim.end();
    bar.remove();
    place.classList.remove("ehbi-choosing");
    done(step);
  };
  const field = make("input", { ariaLabel: choice.text, placeholder: "Typ een deel van de titel" });
  const { list, said: counted, offer } = chooser(field, { aim: (step) => aim.aim(step), choose: end });
  offer(choice.steps);
  const stop = make("button", { type: "button", textContent: "Stop", onclick: () => end(null) });
  const bar = make("div", { className: "ehbi-choice", role: "group", ariaLabel: choice.text },
    make("p", { textContent: choice.text, dir: "auto" }), make("div", {}, field, stop), list, counted, said);
  const stepAt = (/** @type {Event} */ event) => around(event, ".node")?.dataset.step;
  place.addEventListener("click", (event) => {
    const step = stepAt(event);
    event.preventDefault();
    event.stopPropagation();
    if (step) end(step);
  }, how);
  for (const name of ["pointerover", "focusin"]) place.addEventListener(name, (event) => aim.aim(stepAt(event) ?? ""), how);
  root.addEventListener("keydown", (event) => {
    const step = ["Enter", " "].includes(event.key) ? stepAt(event) : undefined;
    if (!step && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(step ?? null);
  }, how);
  root.prepend(bar);
  place.classList.add("ehbi-choosing");
  if (choice.types) field.focus();
  return { hear: aim.hear, end: () => end(null) };
}

/** The arrow whose end is under the pointer; where several end, one out of the step at hand. @param {PointerEvent} pointer */
function arrowUnder({ clientX, clientY }) {
  const ends = document.elementsFromPoint(clientX, clientY).filter((one) => one.matches(".grip"));
  return (ends.find((end) => end.closest(".leaving")) ?? ends[0])?.closest(".arrow") ?? null;
}

/** Scroll a figure on where the pointer is at its edge. @param {Element | null} figure @param {PointerEvent} pointer */
function follow(figure, { clientX, clientY }) {
  const box = figure?.getBoundingClientRect();
  if (!box) return;
  const by = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) => Number(at > high - EDGE) - Number(at < low + EDGE);
  figure?.scrollBy({ left: STEP * by(clientX, box.left, box.right), top: STEP * by(clientY, box.top, box.bottom), behavior: "instant" });
}

/** A line from where an arrow has its label to the pointer. @param {Element} arrow */
function lineFrom(arrow) {
  const picture = /** @type {SVGSVGElement} */ (arrow.closest("svg"));
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(arrow.querySelector(".plate")?.getAttribute(name)));
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("class", "pulled");
  picture.append(line);
  return {
    to: (/** @type {PointerEvent} */ { clientX, clientY }) => {
      const end = new DOMPoint(clientX, clientY).matrixTransform(picture.getScreenCTM()?.inverse());
      line.setAttribute("d", `M${x + width / 2},${y + height}L${end.x},${end.y}`);
    },
    remove: () => line.remove(),
  };
}

/**
 * Let arrows' ends be dragged.
 * @param {HTMLElement} root where it is said what would come of it
 * @param {HTMLElement} place the charts are in
 * @param {AbortSignal} signal
 * @param {{judge(spot: Spot, to: string, number: number): void, lead(spot: Spot, to: string): void}} acts
 * @returns {{hear(judged: any): void}}
 */
export function pulling(root, place, signal, { judge, lead }) {
  /** @type {ReturnType<typeof aiming> | undefined} */
  let aim;
  const pull = (/** @type {PointerEvent} */ event) => {
    const arrow = around(event, ".grip") && arrowUnder(event);
    const spot = spotOf(arrow);
    if (!arrow || !spot || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const over = new AbortController();
    const how = { signal: AbortSignal.any([signal, over.signal]), capture: true };
    const said = make("p", { className: "ehbi-judged ehbi-pulling", role: "status" });
    const line = lineFrom(arrow);
    const aimed = (aim = aiming(place, said, (to, number) => judge(spot, to, number)));
    const under = (/** @type {PointerEvent} */ { clientX, clientY }) => /** @type {SVGElement | null | undefined} */ (document.elementFromPoint(clientX, clientY)?.closest(".node"))?.dataset.step ?? "";
    const end = (/** @type {string} */ to) => {
      over.abort();
      line.remove();
      said.remove();
      aimed.end();
      place.classList.remove("ehbi-pulled");
      if (to && to !== arrow.getAttribute("data-to")) lead(spot, to);
    };
    place.classList.add("ehbi-pulled");
    root.prepend(said);
    document.addEventListener("pointermove", (moved) => {
      const figure = arrow.closest("figure");
      follow(figure, moved);
      said.classList.toggle("above", !!figure && moved.clientY > middle(figure).y);
      line.to(moved);
      aimed.aim(under(moved));
    }, how);
    document.addEventListener("pointerup", (up) => end(under(up)), how);
    document.addEventListener("pointercancel", () => end(""), how);
    document.addEventListener("keydown", (key) => key.key === "Escape" && end(""), how);
  };
  place.addEventListener("pointerdown", pull, { signal, capture: true });
  return { hear: (judged) => aim?.hear(judged) };
}
