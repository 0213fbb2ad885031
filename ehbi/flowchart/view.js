// The view of a widget: makes the pictures from what the kernel sends, and tells it what is chosen in them.
import { all, inDutch, make, tell } from "ehbi/elements";
import { mount } from "ehbi/flowchart";
import { pictureIn } from "ehbi/flowchart/marks";

/** @param {string} picture */
const pictureOf = (picture) => document.importNode(new DOMParser().parseFromString(picture, "image/svg+xml").documentElement, true);

/** @param {[string, string]} named @returns {HTMLElement} */
const figureOf = ([key, picture]) => make("figure", { className: "ehbi-chart", dataset: { chart: key } }, pictureOf(picture));

/**
 * @param {import("../scripts/elements.js").Widget} widget
 * @param {(picture: SVGElement) => void} [dress] what is done to each picture before it is on show
 * @returns {() => void} ends it
 */
export function view({ model, el }, dress = () => {}) {
  /** The pictures on show. @type {Record<string, string>} */
  let pictures = {};
  /** @type {import("./flowchart.js").Chart | undefined} */
  let chart;
  const update = () => {
    chart?.show(model.get("shown"));
    chart?.mark({ visited: model.get("visited"), taken: model.get("taken"), current: model.get("current") });
  };
  const build = () => {
    const hadFocus = el.contains(document.activeElement);
    chart?.destroy();
    pictures = model.get("svgs");
    el.replaceChildren(...Object.entries(pictures).map(figureOf));
    for (const figure of all("figure", el)) dress(pictureIn(figure));
    chart = mount(el, {
      onSelect: (step) => model.send({ kind: "choose", step }),
      onArrow: model.get("arrows") ? (step, answer) => model.send({ kind: "choose", step, answer }) : undefined,
    });
    update();
    if (hadFocus) /** @type {HTMLElement | null} */ (el.querySelector("figure:not([hidden]) .current"))?.focus();
  };
  const renewOne = (/** @type {string} */ key, /** @type {Node} */ picture) => {
    chart?.redraw(key, /** @type {Element} */ (picture));
    dress(/** @type {SVGElement} */ (picture));
  };
  /** Other pictures are built anew; of the same ones only what changed is drawn again, where it was. */
  const renew = () => {
    const [before, now] = [pictures, model.get("svgs")];
    const keys = Object.keys(now);
    if (keys.length !== Object.keys(before).length || keys.some((key) => !(key in before))) return build();
    pictures = now;
    for (const key of keys) if (now[key] !== before[key]) renewOne(key, pictureOf(now[key]));
  };
  el.dataset.lmSuppressShortcuts = "true"; // an arrow key in the chart is no command to JupyterLab
  const marks = ["shown", "visited", "taken", "current"].map((name) => `change:${name}`).join(" ");
  model.on("change:svgs", renew);
  model.on(marks, update);
  build();
  const leaveDutch = inDutch(el);
  tell("ehbi:started");
  return () => {
    leaveDutch();
    model.off("change:svgs", renew);
    model.off(marks, update);
    chart?.destroy();
    el.replaceChildren();
  };
}
