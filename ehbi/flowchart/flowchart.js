// The flowchart in a page: choose a step, look closer, see where a case is. `mount` is called on pictures that stand in the
// page already; the widget makes them from what the kernel sends.
import { all, around, make } from "ehbi/elements";
import { dragging, lens, middle, pinching, SMALLEST } from "ehbi/flowchart/lens";
import { arrowsIn, markIn, nodesIn, pictureIn } from "ehbi/flowchart/marks";

/** @typedef {import("./marks.js").Marks} Marks */
/**
 * @typedef {{mark(marks: Marks): void, show(key: string): void, destroy(): void,
 *   redraw(key: string, picture: Element): void}} Chart
 */

// A chart is not made smaller than this by itself: rather part of it, legible. In a notebook, which is narrower, all of it.
const READABLE = 0.9;
const IN_NOTEBOOK = 0.7;
const STRIDE = 1.25;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Ids of the steps that arrows lead to from a node, or back to. @param {SVGElement} node @param {boolean} on */
function linked({ dataset: { step }, ownerSVGElement }, on) {
  const [near, far] = on ? ["from", "to"] : ["to", "from"];
  const arrows = arrowsIn(/** @type {SVGElement} */ (ownerSVGElement)).map((arrow) => arrow.dataset);
  return new Set(arrows.filter((arrow) => arrow[near] === step).map((arrow) => arrow[far]));
}

/**
 * The node that an arrow key leads to: up and down along the arrows, else the nearest that way.
 * @param {SVGElement} from @param {string} key @returns {SVGElement | undefined}
 */
function neighbour(from, key) {
  const start = middle(from);
  const [across, down] = ARROWS[key];
  const ids = down ? linked(from, down > 0) : new Set();
  const distance = (/** @type {SVGElement} */ node) => {
    const [x, y] = [middle(node).x - start.x, middle(node).y - start.y];
    const ahead = x * across + y * down;
    const aside = Math.abs(x * down + y * across);
    const thatWay = ids.has(node.dataset.step) ? ahead > 5 : ahead > Math.max(5, aside);
    return thatWay ? ahead + 2 * aside : Infinity;
  };
  const ahead = nodesIn(/** @type {SVGElement} */ (from.ownerSVGElement)).filter((node) => distance(node) < Infinity);
  const along = ahead.filter((node) => ids.has(node.dataset.step));
  return (along.length ? along : ahead).sort((one, other) => distance(one) - distance(other))[0];
}

/** @param {string} name @param {string} sign @param {() => void} act */
const button = (name, sign, act) => make("button", { type: "button", textContent: sign, title: name, ariaLabel: name, onclick: act });

/**
 * Bring pictures to life.
 * @param {HTMLElement} root holds one or more `figure.ehbi-chart[data-chart]` with an SVG; one is seen at a time
 * @param {{onSelect?: (step: string) => void, onArrow?: (step: string, answer: string) => void}} [options]
 *   what to do when a step is chosen, and an arrow; without the second an arrow cannot be chosen
 * @returns {Chart}
 */
export function mount(root, { onSelect = () => {}, onArrow } = {}) {
  const ended = new AbortController();
  const { signal } = ended;
  const figures = all("figure.ehbi-chart", root);
  const views = new Map(figures.map((figure) => [figure, lens(figure)]));
  const seen = () => figures.find((figure) => !figure.hidden) ?? figures[0];
  const view = () => views.get(seen());
  const smallest = document.body.matches(".ehbi") ? READABLE : IN_NOTEBOOK;
  let frame = 0;
  /** @type {Marks} */
  let marked = { visited: [], taken: [], current: "" };

  const settle = () => {
    cancelAnimationFrame(frame);
    const now = view();
    if (!now) return;
    if (!now.touched) {
      if (!now.fitted) now.fit(smallest);
      bar.classList.toggle("ehbi-zoom-above", now.scrolls);
    }
    now.reveal();
  };
  const settleSoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(settle);
  };
  const fit = () => {
    const now = view();
    now?.fit(SMALLEST);
    if (now) now.touched = true;
  };
  /** @param {number} by @param {import("./lens.js").Point} [at] */
  const zoom = (by, at) => {
    const now = view();
    now?.zoom(now.scale * by, at);
  };
  const closer = () => zoom(STRIDE);
  const further = () => zoom(1 / STRIDE);
  /** @type {Record<string, () => void>} */
  const keys = { "+": closer, "=": closer, "-": further, 0: fit };

  const bar = make("div", { className: "ehbi-zoom" }, button("Uitzoomen", "−", further), button("Inzoomen", "+", closer), button("Passend", "Passend", fit));
  root.classList.add("ehbi-mounted");
  root.classList.toggle("ehbi-arrows", Boolean(onArrow));
  if (figures.length) root.prepend(bar);

  const onClick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = around(event, ".node")?.dataset.step;
    const arrow = around(event, ".arrow :is(.label, .plate, .sign)")?.closest(".arrow");
    if (step) {
      event.preventDefault();
      onSelect(step);
    } else if (arrow) onArrow?.(arrow.getAttribute("data-from") ?? "", arrow.getAttribute("data-answer") ?? "");
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = /** @type {SVGElement | null} */ (/** @type {unknown} */ (around(event, ".node")));
    const next = node && event.key in ARROWS ? neighbour(node, event.key) : undefined;
    if (next) next.focus();
    else if (node && event.key === " ") onSelect(node.dataset.step ?? "");
    else if (event.key in keys) keys[event.key]();
    else return;
    event.preventDefault();
  };
  const onWheel = (/** @type {WheelEvent} */ event) => {
    if (!event.ctrlKey) return; // a plain wheel scrolls, and at the end scrolls the page
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
  };
  for (const [figure, itsView] of views) {
    dragging(figure, signal);
    pinching(figure, itsView, signal);
    figure.addEventListener("click", onClick, { signal });
    figure.addEventListener("wheel", onWheel, { signal, passive: false });
  }
  root.addEventListener("keydown", onKey, { signal });
  const observer = new ResizeObserver(() => {
    for (const one of views.values()) one.fitted = false;
    settleSoon();
  });
  observer.observe(root);

  return {
    mark(marks) {
      marked = marks;
      for (const figure of marks.current ? [seen()] : figures) if (figure) markIn(figure, marks);
      settle();
    },
    show(key) {
      if (!figures.some((figure) => figure.dataset.chart === key)) return;
      for (const figure of figures) figure.hidden = figure.dataset.chart !== key;
      markIn(seen(), marked);
      settleSoon();
    },
    redraw(key, picture) {
      const figure = figures.find(({ dataset }) => dataset.chart === key);
      if (!figure) return;
      const focused = figure.contains(document.activeElement) ? document.activeElement?.getAttribute("data-step") : undefined;
      views.get(figure)?.redraw(picture);
      markIn(figure, marked);
      const node = focused && nodesIn(figure).find(({ dataset }) => dataset.step === focused);
      if (node) node.focus({ preventScroll: true });
    },
    destroy() {
      ended.abort();
      observer.disconnect();
      cancelAnimationFrame(frame);
      bar.remove();
      root.classList.remove("ehbi-mounted", "ehbi-arrows");
      for (const figure of figures) pictureIn(figure).removeAttribute("style");
    },
  };
}
