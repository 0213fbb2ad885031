// The flowchart in a page: choose a step, look closer, see where a case is. The static book calls `mount`
// on pictures that stand in it already; `render`, for the widget, makes them from what the kernel sends.

/**
 * @typedef {{visited: string[], taken: [string, string][], current: string}} Marks
 * @typedef {{mark(marks: Marks): void, show(key: string): void, fit(): void, destroy(): void,
 *   redraw(key: string, picture: Element): void}} Chart
 * @typedef {{x: number, y: number}} Point
 */

const SMALLEST = 0.25;
const LARGEST = 3;
const READABLE = 0.9; // a chart is not made smaller than this by itself: rather part of it, legible
const STRIDE = 1.25;
const WANDER = 5; // px that a press may move and still be a click
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** @param {Element} element @returns {Point} */
function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** Ids of the steps that arrows lead to from a node, or back to. @param {SVGElement} node @param {boolean} on */
function linked(node, on) {
  const [near, far] = on ? ["from", "to"] : ["to", "from"];
  const arrows = [...node.ownerSVGElement.querySelectorAll(".arrow")].map((arrow) => arrow.dataset);
  return new Set(arrows.filter((arrow) => arrow[near] === node.dataset.step).map((arrow) => arrow[far]));
}

/**
 * The node that an arrow key leads to: up and down along the arrows, else the nearest that way.
 * @param {SVGElement} from @param {string} key @returns {SVGElement | undefined}
 */
function neighbour(from, key) {
  const start = middle(from);
  const [across, down] = ARROWS[key];
  const ids = down ? linked(from, down > 0) : new Set();
  const distance = (node) => {
    const [x, y] = [middle(node).x - start.x, middle(node).y - start.y];
    const ahead = x * across + y * down;
    const aside = Math.abs(x * down + y * across);
    const thatWay = ids.has(node.dataset.step) ? ahead > 5 : ahead > Math.max(5, aside);
    return thatWay ? ahead + 2 * aside : Infinity;
  };
  const ahead = [...from.ownerSVGElement.querySelectorAll(".node")].filter((node) => distance(node) < Infinity);
  const along = ahead.filter((node) => ids.has(node.dataset.step));
  return (along.length ? along : ahead).sort((one, other) => distance(one) - distance(other))[0];
}

/** Put the marks of a case on one picture; the arrows out of its current step can be told from the others.
 * @param {Element} figure @param {Marks} marks */
export function markIn(figure, { visited, taken, current }) {
  const said = ` ${figure.querySelector("svg").dataset.visited}.`;
  for (const node of figure.querySelectorAll(".node")) {
    const { step } = node.dataset;
    const here = step === current;
    const seen = !here && visited.includes(step);
    const label = node.getAttribute("aria-label").replace(said, "");
    node.classList.toggle("visited", seen);
    node.classList.toggle("current", here);
    const name = seen ? label + said : label;
    if (node.getAttribute("aria-label") !== name) node.setAttribute("aria-label", name);
    if (here) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
  }
  for (const arrow of figure.querySelectorAll(".arrow")) {
    const { from, answer } = arrow.dataset;
    arrow.classList.toggle("taken", taken.some(([step, given]) => step === from && given === answer));
    arrow.classList.toggle("leaving", from === current);
  }
}

/** Zoom of one picture: it grows inside a figure that scrolls. @param {HTMLElement} figure */
function lens(figure) {
  let scale = 1;

  const size = (next) => {
    const { svg, width, height } = natural();
    scale = clamp(next, SMALLEST, LARGEST);
    svg.style.width = `${width * scale}px`;
    svg.style.height = `${height * scale}px`;
  };

  /** The picture as it is now, and its natural size. */
  const natural = () => {
    const svg = figure.querySelector("svg");
    const { width, height } = svg.viewBox.baseVal;
    return { svg, width, height };
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

/** @param {string} name @param {string} sign @param {() => void} act */
function button(name, sign, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: name });
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

/** Let the mouse drag a figure; the click that ends a drag chooses nothing. @param {HTMLElement} figure */
function dragging(figure, signal) {
  let from = null;
  let moved = false;
  const on = (name, act) => figure.addEventListener(name, act, { signal, capture: name === "click" });
  on("dragstart", (event) => event.preventDefault());
  on("pointerdown", (event) => {
    moved = false;
    const mouse = event.pointerType === "mouse" && event.button === 0;
    from = mouse ? { x: event.clientX, y: event.clientY, left: figure.scrollLeft, top: figure.scrollTop } : null;
  });
  on("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!moved && Math.hypot(x, y) > WANDER) {
      moved = true;
      figure.setPointerCapture(event.pointerId);
    }
    if (moved) figure.scrollTo({ left: from.left - x, top: from.top - y, behavior: "instant" });
  });
  for (const end of ["pointerup", "pointercancel"]) on(end, () => (from = null));
  on("click", (event) => {
    if (!moved || event.detail === 0) return; // a key makes a click without detail
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Zoom with two fingers; one finger scrolls, as everywhere. @param {HTMLElement} figure */
function pinching(figure, view, signal) {
  let start = null;
  const spread = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  const begin = ({ touches }) => {
    start = touches.length === 2 ? { spread: spread(touches), scale: view.scale } : null;
  };
  for (const name of ["touchstart", "touchend", "touchcancel"]) {
    figure.addEventListener(name, begin, { signal, passive: true });
  }
  const move = (event) => {
    if (!start) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const between = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
    view.zoom((start.scale * spread(event.touches)) / start.spread, between);
  };
  figure.addEventListener("touchmove", move, { signal, passive: false });
}

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
  const figures = [...root.querySelectorAll("figure.ehbi-chart")];
  const views = new Map(figures.map((figure) => [figure, lens(figure)]));
  const seen = () => figures.find((figure) => !figure.hidden) ?? figures[0];
  const view = () => views.get(seen());
  let frame = 0;
  /** @type {Marks} */
  let marked = { visited: [], taken: [], current: "" };

  const settle = () => {
    cancelAnimationFrame(frame);
    if (!view()?.touched) {
      if (!view()?.fitted) view()?.fit(READABLE);
      bar.classList.toggle("ehbi-zoom-above", Boolean(view()?.scrolls));
    }
    view()?.reveal();
  };
  const settleSoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(settle);
  };
  const fit = () => {
    view()?.fit(SMALLEST);
    if (view()) view().touched = true;
  };
  const closer = () => view()?.zoom(view().scale * STRIDE);
  const further = () => view()?.zoom(view().scale / STRIDE);
  const keys = { "+": closer, "=": closer, "-": further, 0: fit };

  const bar = document.createElement("div");
  bar.className = "ehbi-zoom";
  bar.append(button("Uitzoomen", "−", further), button("Inzoomen", "+", closer), button("Passend", "Passend", fit));
  root.classList.add("ehbi-mounted");
  root.classList.toggle("ehbi-arrows", Boolean(onArrow));
  if (figures.length) root.prepend(bar);

  const onClick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const node = event.target.closest(".node");
    const arrow = event.target.closest(".arrow :is(.label, .plate, .sign)")?.closest(".arrow");
    if (node) {
      event.preventDefault();
      onSelect(node.dataset.step);
    } else if (arrow) onArrow?.(arrow.dataset.from, arrow.dataset.answer);
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = event.target.closest(".node");
    const next = node && event.key in ARROWS ? neighbour(node, event.key) : undefined;
    if (next) next.focus();
    else if (node && event.key === " ") onSelect(node.dataset.step);
    else if (event.key in keys) keys[event.key]();
    else return;
    event.preventDefault();
  };
  const onWheel = (event) => {
    if (!event.ctrlKey) return; // a plain wheel scrolls, and at the end scrolls the page
    event.preventDefault();
    view().zoom(view().scale * Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
  };
  for (const figure of figures) {
    dragging(figure, signal);
    pinching(figure, views.get(figure), signal);
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
      const focused = figure.contains(document.activeElement) ? document.activeElement.dataset.step : undefined;
      views.get(figure).redraw(picture);
      markIn(figure, marked);
      const node = focused && [...figure.querySelectorAll(".node")].find(({ dataset }) => dataset.step === focused);
      if (node) node.focus({ preventScroll: true });
    },
    fit,
    destroy() {
      ended.abort();
      observer.disconnect();
      cancelAnimationFrame(frame);
      bar.remove();
      root.classList.remove("ehbi-mounted", "ehbi-arrows");
      for (const figure of figures) figure.querySelector("svg").removeAttribute("style");
    },
  };
}

/** @param {string} picture */
function pictureOf(picture) {
  return document.importNode(new DOMParser().parseFromString(picture, "image/svg+xml").documentElement, true);
}

/** @param {string} key @param {string} picture */
function figureOf(key, picture) {
  const figure = document.createElement("figure");
  figure.className = "ehbi-chart";
  figure.dataset.chart = key;
  figure.append(pictureOf(picture));
  return figure;
}

/** The widget's view. @param {{model: any, el: HTMLElement}} context */
function render({ model, el }) {
  /** @type {Chart | undefined} */
  let chart;
  /** The pictures on show. @type {Record<string, string>} */
  let pictures = {};
  const update = () => {
    chart.show(model.get("shown"));
    chart.mark({ visited: model.get("visited"), taken: model.get("taken"), current: model.get("current") });
  };
  const build = () => {
    const hadFocus = el.contains(document.activeElement);
    chart?.destroy();
    pictures = model.get("svgs");
    el.replaceChildren(...Object.entries(pictures).map(([key, picture]) => figureOf(key, picture)));
    chart = mount(el, {
      onSelect: (step) => model.send({ kind: "choose", step }),
      onArrow: model.get("arrows") ? (step, answer) => model.send({ kind: "choose", step, answer }) : undefined,
    });
    update();
    if (hadFocus) /** @type {HTMLElement | null} */ (el.querySelector("figure:not([hidden]) .current"))?.focus();
  };
  /** Other pictures are built anew; of the same ones only what changed is drawn again, where it was. */
  const renew = () => {
    const [before, now] = [pictures, model.get("svgs")];
    const keys = Object.keys(now);
    if (keys.length !== Object.keys(before).length || keys.some((key) => !(key in before))) return build();
    pictures = now;
    for (const key of keys) if (now[key] !== before[key]) chart.redraw(key, pictureOf(now[key]));
  };
  el.dataset.lmSuppressShortcuts = "true"; // an arrow key in the chart is no command to JupyterLab
  const heard = { "change:svgs": renew };
  for (const name of ["shown", "visited", "taken", "current"]) heard[`change:${name}`] = update;
  for (const [name, act] of Object.entries(heard)) model.on(name, act);
  build();
  document.dispatchEvent(new CustomEvent("ehbi:started"));
  return () => {
    for (const [name, act] of Object.entries(heard)) model.off(name, act);
    chart.destroy();
    el.replaceChildren();
  };
}

export default { render };
