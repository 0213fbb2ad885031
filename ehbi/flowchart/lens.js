// Zooming a picture, which grows inside a figure that scrolls: by what calls it, by two fingers, and by dragging.
import { pictureIn } from "ehbi/flowchart/marks";

/** @typedef {{x: number, y: number}} Point */
/** @typedef {ReturnType<typeof lens>} Lens */

export const SMALLEST = 0.25;
const LARGEST = 3;
const WANDER = 5; // px that a press may move and still be a click

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** @param {Element} element @returns {Point} */
export function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** Zoom of one picture. @param {HTMLElement} figure */
export function lens(figure) {
  let scale = 1;

  /** The picture as it is now, and its natural size. */
  const natural = () => {
    const svg = pictureIn(figure);
    const { width, height } = svg.viewBox.baseVal;
    return { svg, width, height };
  };

  const size = (/** @type {number} */ next) => {
    const { svg, width, height } = natural();
    scale = clamp(next, SMALLEST, LARGEST);
    svg.style.width = `${width * scale}px`;
    svg.style.height = `${height * scale}px`;
  };

  /** The scale at which all of the picture fits, measured at its natural size. */
  const fitting = () => {
    const { width, height } = natural();
    size(1);
    figure.style.overflow = "hidden"; // scroll bars would take room that a fitting picture does not need
    const share = Math.min((figure.clientWidth - 1) / width, (figure.clientHeight - 1) / height);
    figure.style.overflow = "";
    return share;
  };

  return {
    touched: false,
    /** Whether it is as large as fits: that is measured anew only when something else is there to measure. */
    fitted: false,
    get scale() {
      return scale;
    },
    /** Show another picture as large as the one before, and leave it where it was scrolled. @param {Element} picture */
    redraw(picture) {
      natural().svg.replaceWith(picture);
      size(scale);
      this.fitted = false;
    },
    get scrolls() {
      return figure.scrollWidth > figure.clientWidth || figure.scrollHeight > figure.clientHeight;
    },
    /** @param {number} lowest */
    fit(lowest) {
      if (!figure.clientWidth) return;
      size(clamp(fitting(), lowest, 1));
      this.fitted = true;
    },
    /** Zoom and keep what is under a point of the window in its place. @param {number} next @param {Point} at */
    zoom(next, at = middle(figure)) {
      const { svg } = natural();
      const before = svg.getBoundingClientRect();
      const [x, y] = [(at.x - before.left) / scale, (at.y - before.top) / scale];
      size(next);
      const after = svg.getBoundingClientRect();
      figure.scrollLeft += after.left + x * scale - at.x;
      figure.scrollTop += after.top + y * scale - at.y;
      this.touched = true;
    },
    /** Scroll the figure, never the page, until the current step is in sight. */
    reveal() {
      const node = figure.querySelector(".current");
      if (!node) return;
      const [frame, box] = [figure.getBoundingClientRect(), node.getBoundingClientRect()];
      const across = box.left < frame.left || box.right > frame.right;
      const down = box.top < frame.top || box.bottom > frame.bottom;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const [here, there] = [middle(figure), middle(node)];
      figure.scrollBy({
        left: across ? there.x - here.x : 0,
        top: down ? there.y - here.y : 0,
        behavior: still ? "instant" : "smooth",
      });
    },
  };
}

/** Let the mouse drag a figure; the click that ends a drag chooses nothing. @param {HTMLElement} figure @param {AbortSignal} signal */
export function dragging(figure, signal) {
  /** @type {{x: number, y: number, left: number, top: number} | null} */
  let from = null;
  let moved = false;
  const letGo = () => (from = null);
  figure.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  figure.addEventListener("pointerdown", (event) => {
    moved = false;
    const mouse = event.pointerType === "mouse" && event.button === 0;
    from = mouse ? { x: event.clientX, y: event.clientY, left: figure.scrollLeft, top: figure.scrollTop } : null;
  }, { signal });
  figure.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!moved && Math.hypot(x, y) > WANDER) {
      moved = true;
      figure.setPointerCapture(event.pointerId);
    }
    if (moved) figure.scrollTo({ left: from.left - x, top: from.top - y, behavior: "instant" });
  }, { signal });
  figure.addEventListener("pointerup", letGo, { signal });
  figure.addEventListener("pointercancel", letGo, { signal });
  figure.addEventListener("click", (event) => {
    if (!moved || event.detail === 0) return; // a key makes a click without detail
    event.preventDefault();
    event.stopPropagation();
  }, { signal, capture: true });
}

/** Zoom with two fingers; one finger scrolls, as everywhere. @param {HTMLElement} figure @param {Lens} view @param {AbortSignal} signal */
export function pinching(figure, view, signal) {
  /** @type {{spread: number, scale: number} | null} */
  let start = null;
  const spread = (/** @type {TouchList} */ [one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  const begin = (/** @type {TouchEvent} */ { touches }) => {
    start = touches.length === 2 ? { spread: spread(touches), scale: view.scale } : null;
  };
  for (const name of /** @type {const} */ (["touchstart", "touchend", "touchcancel"])) {
    figure.addEventListener(name, begin, { signal, passive: true });
  }
  figure.addEventListener("touchmove", (event) => {
    if (!start) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const between = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
    view.zoom((start.scale * spread(event.touches)) / start.spread, between);
  }, { signal, passive: false });
}
