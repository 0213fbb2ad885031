// The widget of a chart to edit: a gesture is told to the kernel, and what that tells is asked or said here.
import { copy } from "ehbi/clipboard";
import { all, around, make, say } from "ehbi/elements";
import { pictureIn } from "ehbi/flowchart/marks";
import { choosing, pulling } from "./canvas_aiming.js";
import { bringInSight, openMenu, searching, typeAt } from "./canvas_asking.js";
import { dress, elementOf, spotOf } from "./canvas_handles.js";
import { view } from "./view.js";

/** @typedef {import("./canvas_handles.js").Spot} Spot */

const UNCOPIED = "Kopiëren lukt hier niet: deze pagina mag niet bij het klembord.";
const UNPASTED = "Plakken lukt zo niet. Kies de stap of het antwoord en druk op Ctrl+V.";
const TWICE = 250; // ms: a click on an arrow waits so long, since a second one means something else
/** What a key does at a step or an arrow. @type {Record<string, string>} */
const ACTS = { Enter: "write", F2: "write", n: "plus", g: "aim", Delete: "remove", ContextMenu: "menu" };

/** Whether keys typed there are a text. @param {EventTarget | null} target */
const isTyped = (target) => target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** @param {import("../scripts/elements.js").Widget} widget @returns {() => void} */
function render({ model, el }) {
  const ended = new AbortController();
  const { signal } = ended;
  const place = make("div", { className: "ehbi-canvas" });
  const said = make("p", { className: "ehbi-canvas-said", role: "status" });
  el.classList.add("ehbi-building");
  el.append(place, said);
  const endView = view({ model, el: place }, (picture) => model.get("editable") && dress(picture));
  /** @type {ReturnType<typeof choosing> | null} */
  let chosen = null;
  /** @type {ReturnType<typeof searching> | null} */
  let search = null;
  let waiting = 0;

  const isOn = () => Boolean(model.get("editable"));
  const send = (/** @type {string} */ act, /** @type {object} */ more = {}) => model.send({ kind: "edit", act, ...more });
  const judge = (/** @type {Spot} */ spot, /** @type {string} */ to, /** @type {number} */ number) => send("judge", { ...spot, to, number });
  const figure = () => all("figure", place).find((one) => !one.hidden);
  const find = (/** @type {Spot} */ spot) => {
    const shown = figure();
    return shown && elementOf(pictureIn(shown), spot);
  };
  const focusOn = (/** @type {Spot} */ spot) => {
    const [shown, part] = [figure(), find(spot)];
    if (!shown || !part) return;
    bringInSight(shown, part);
    part.focus({ preventScroll: true });
  };

  /** What the kernel tells. @type {Record<string, (told: any) => void>} */
  const hears = {
    said: ({ text }) => say(said, text),
    focus: (told) => focusOn({ answer: "", ...told }),
    menu: ({ step, answer = "", text, items }) => {
      const part = step ? find({ step, answer }) : undefined;
      const about = (answer && part?.querySelector(".plate")) || part?.querySelector(".shape") || all("[data-id=situation]", el.closest(".ehbi") ?? document).at(0) || el;
      openMenu(el, { text, items }, about.getBoundingClientRect(), ({ act, ...more }) => (act === "paste" ? pasteFromMenu(more) : send(act, more)));
    },
    text: ({ step, answer = "", about, ...asked }) => {
      const spot = { step, answer };
      const [shown, part] = [figure(), find(spot)];
      if (!shown || !part) return;
      typeAt(shown, part.querySelector(answer ? ".plate" : ".shape") ?? part, asked, (text, byKey) => {
        if (text !== null) send("text", { ...spot, text, about });
        else if (byKey) focusOn(spot);
      });
    },
    choice: ({ step, answer = "", does, field, judges, ...choice }) => {
      const spot = { step, answer };
      const from = find(spot);
      chosen?.end();
      search?.end();
      const ask = judges ? (/** @type {string} */ to, /** @type {number} */ number) => judge(spot, to, number) : null;
      chosen = choosing(el, place, choice, ask, (to) => {
        chosen = null;
        if (to === null) focusOn(spot);
        else send(does.act, { ...does, [field]: to });
      });
      if (!choice.types) focusOn({ step: from?.dataset.to ?? step, answer: "" });
    },
    copied: async ({ copied, text, then }) => {
      const done = await copy(copied);
      say(said, done ? text : UNCOPIED);
      if (done && then) send(then.act, then);
    },
    judged: (judged) => (chosen ?? pulled).hear(judged),
  };
  const hear = () => {
    const told = model.get("told");
    if (isOn()) hears[told.kind]?.(told);
  };

  const pasteFromMenu = async (/** @type {object} */ more) => {
    try {
      send("paste", { ...more, text: await navigator.clipboard.readText() });
    } catch {
      say(said, UNPASTED); // no leave, or no clipboard at all where the page comes by plain HTTP
    }
  };
  /** Ctrl+C and Ctrl+X of a step that has the focus, and Ctrl+V under one or in an arrow. @param {ClipboardEvent} event */
  const onClipboard = (event) => {
    const spot = spotOf(document.activeElement);
    if (!spot || (spot.answer && event.type !== "paste") || !isOn() || chosen || isTyped(document.activeElement)) return;
    event.preventDefault();
    if (event.type === "paste") send("paste", { ...spot, text: event.clipboardData?.getData("text/plain") ?? "" });
    else send("copy", { ...spot, cut: event.type === "cut" });
  };

  /** Ctrl+Shift+C and Ctrl+Shift+X: as without Shift, with all that is under the step. @param {KeyboardEvent} event @param {Spot} spot */
  const onBranchKey = (event, spot) => {
    const key = event.key.toLowerCase();
    if (!event.shiftKey || spot.answer || !["c", "x"].includes(key)) return;
    event.preventDefault();
    send("copy", { ...spot, whole: true, cut: key === "x" });
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const spot = spotOf(/** @type {Element} */ (event.target));
    if (!spot || !isOn() || chosen || event.altKey) return;
    if (event.ctrlKey || event.metaKey) return onBranchKey(event, spot);
    const isHandle = around(event, ".handle");
    const act = event.shiftKey ? event.key === "F10" && "menu" : isHandle ? "" : ACTS[event.key];
    if (act) send(act, spot);
    else if (isHandle && ["Enter", " "].includes(event.key)) press(isHandle, spot);
    else if (around(event, ".arrow") && event.key === " ") send("open", spot);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const press = (/** @type {Element} */ handle, /** @type {Spot} */ spot) => send(handle.matches(".more") ? "menu" : "plus", spot);
  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const [handle, arrow] = [around(event, ".handle"), around(event, ".arrow")];
    const spot = spotOf(handle ?? arrow);
    if (!spot || !isOn() || chosen) return;
    event.stopPropagation();
    clearTimeout(waiting);
    if (handle) press(handle, spot);
    else if (event.detail < 2) waiting = setTimeout(() => model.send({ kind: "choose", ...spot }), TWICE);
  };
  const onTwice = (/** @type {MouseEvent} */ event) => {
    const spot = around(event, ".handle") ? null : spotOf(/** @type {Element} */ (event.target));
    if (spot && isOn() && !chosen) send("write", spot);
  };
  const onMenu = (/** @type {MouseEvent} */ event) => {
    const spot = spotOf(/** @type {Element} */ (event.target));
    if (!spot || !isOn() || chosen) return;
    event.preventDefault();
    send("menu", spot);
  };
  /** Undo and search anywhere on our page; in another's, such as JupyterLab's, only in the editor. @param {KeyboardEvent} event */
  const onPageKey = (event) => {
    const isOurs = document.body.matches(".ehbi") || el.closest(".ehbi-editor")?.contains(/** @type {Node} */ (event.target));
    if (!isOurs || isTyped(event.target) || event.altKey) return;
    const key = event.key.toLowerCase();
    const shown = figure();
    if (event.ctrlKey || event.metaKey) {
      if (!["z", "y"].includes(key)) return;
      send(key === "y" || event.shiftKey ? "redo" : "undo");
    } else if (key === "/" && isOn() && shown && !chosen) {
      if (search) search.field.focus();
      else search = searching(el, shown, () => (search = null));
    } else return;
    event.preventDefault();
  };

  const pulled = pulling(el, place, signal, { judge, lead: (spot, to) => send("lead", { ...spot, to }) });
  place.addEventListener("keydown", onKey, { signal, capture: true });
  place.addEventListener("click", onClick, { signal, capture: true });
  place.addEventListener("dblclick", onTwice, { signal });
  place.addEventListener("contextmenu", onMenu, { signal });
  document.addEventListener("keydown", onPageKey, { signal });
  for (const name of /** @type {const} */ (["copy", "cut", "paste"])) document.addEventListener(name, onClipboard, { signal });
  /** At another part of the page, nothing is asked or said of this one; the focus stays where somebody put it. */
  const leave = () => {
    if (isOn()) return;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    chosen?.end();
    search?.end();
    focused?.focus({ preventScroll: true });
    say(said, "");
  };
  model.on("change:told", hear);
  model.on("change:editable", leave);
  return () => {
    model.off("change:told", hear);
    model.off("change:editable", leave);
    clearTimeout(waiting);
    chosen?.end();
    search?.end();
    ended.abort();
    endView();
    el.replaceChildren();
  };
}

export default { render };
