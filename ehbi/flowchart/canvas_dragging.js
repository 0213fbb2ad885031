// An arrow's end is dragged to another step.
import { around, make } from "ehbi/elements";
import { middle } from "ehbi/flowchart/lens";
import { aiming } from "./canvas_choosing.js";
import { spotOf } from "./canvas_handles.js";

const [EDGE, STEP] = [28, 14]; // px: where it scrolls, and how far with each move

/** @typedef {import("./canvas_handles.js").Spot} Spot */

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
