/** Looks at a flowchart as a whole, or at the step where a case is and what comes next, readable at the back of a room. */

/** Scale for each px of the page's own letters: so a larger screen has larger charts. */
const READABLE = 0.06;
const LARGEST = 2;
const ROOM = 40;

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Area in px of the picture */

/** @param {SVGGraphicsElement} node @returns {Area} */
function areaOf(node) {
  const { x, y, width, height } = node.getBBox();
  const { e, f } = node.transform.baseVal.consolidate()?.matrix ?? { e: 0, f: 0 };
  return { left: x + e, top: y + f, right: x + e + width, bottom: y + f + height };
}

/** @param {Area} one @param {Area} other @returns {Area} */
function both(one, other) {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

/** What the current step leads to; at the end of a case, the way that it came. @param {SVGSVGElement} svg @param {Element} current */
function subject(svg, current) {
  const ahead = svg.querySelectorAll(".arrow.leaving, .node.ahead");
  const parts = ahead.length ? ahead : svg.querySelectorAll(".arrow.taken, .node.visited");
  return [current, ...parts].map((part) => areaOf(/** @type {SVGGraphicsElement} */ (part))).reduce(both);
}

/**
 * Move a picture in its frame, so that what it is about now is as large as can be.
 * @param {HTMLElement} frame
 */
export function look(frame) {
  const svg = /** @type {SVGSVGElement} */ (frame.querySelector("svg"));
  const { width, height } = svg.viewBox.baseVal;
  const current = svg.querySelector(".node.current");
  const area = current ? subject(svg, current) : { left: 0, top: 0, right: width, bottom: height };
  const across = frame.clientWidth / (area.right - area.left + ROOM);
  const down = frame.clientHeight / (area.bottom - area.top + ROOM);
  const scale = Math.min(Math.max(Math.min(across, down), current ? READABLE * letters() : 0), LARGEST);
  // What does not fit is looked at from the step itself.
  const middle = current && scale > Math.min(across, down) ? areaOf(/** @type {SVGGraphicsElement} */ (current)) : area;
  const left = place(frame.clientWidth, width * scale, ((middle.left + middle.right) / 2) * scale);
  const top = place(frame.clientHeight, height * scale, ((middle.top + middle.bottom) / 2) * scale);
  svg.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
}

/** Size of the page's letters in px. */
function letters() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Where a picture begins when its middle is to be seen, but no empty room beside it. @param {number} room @param {number} size @param {number} middle */
function place(room, size, middle) {
  if (size <= room) return (room - size) / 2;
  return Math.min(0, Math.max(room - size, room / 2 - middle));
}
