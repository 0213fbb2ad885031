// A panel of headings, fields and buttons that the kernel describes. A block that stays is changed in place, so what is
// typed in it, and where the caret is, stay too.

import { make, say, tell } from "ehbi/elements";
import { changeField, makeField, sendLate } from "./panel_fields.js";
import { makePointed } from "./panel_pointing.js";

/** Bytes of a file that are sent; of a larger one only its name is. */
const LARGEST = 2_000_000;
/** Milliseconds that a file stays ready to be saved. */
const KEPT = 60_000;

/** @typedef {{id: string, kind: string, [key: string]: any}} Block */
/** @typedef {import("./panel_fields.js").Desk} Desk */

/** @type {Record<string, (block: any, desk: Desk) => HTMLElement>} */
const MAKERS = {
  heading: ({ level }) => make(/** @type {"h2"} */ (`h${level}`), { className: "panel-heading", tabIndex: -1, dir: "auto" }),
  text: ({ live }) => make("p", { className: "panel-text", dir: "auto", role: live ? "status" : null }),
  html: () => make("div", { className: "panel-html" }),
  button: makeButton,
  field: makeField,
  pointed: makePointed,
  group: ({ fold }) =>
    fold
      ? make("details", { className: "panel-group" }, make("summary"), make("div", { className: "panel-blocks" }))
      : make("div", { className: "panel-group panel-blocks" }),
};

/** Where something goes or is final, a double click counts once: the next thing may lie there already. @param {Block} block @param {Desk} desk */
function makeButton({ id, tone }, desk) {
  const isWeighty = ["bad", "strong"].includes(tone);
  const press = (/** @type {MouseEvent} */ event) => {
    if (event.detail < 2 || !isWeighty) desk.press(id);
  };
  return make("button", { type: "button", className: "panel-button", dir: "auto", onclick: press });
}

/** @type {Record<string, (element: any, block: any, desk: Desk) => void>} */
const CHANGERS = {
  heading: (element, { text }) => say(element, text),
  text: (element, { text, tone }) => {
    say(element, text);
    element.dataset.tone = tone;
  },
  html: (element, { html }) => {
    if (element.dataset.html === html) return;
    element.dataset.html = html;
    element.innerHTML = html;
  },
  button: (element, { label, tone, disabled, spoken, current }) => {
    say(element, label);
    element.disabled = disabled;
    element.dataset.tone = tone;
    if (current && !element.ariaCurrent) element.scrollIntoView({ block: "nearest" });
    Object.assign(element, { title: spoken, ariaLabel: spoken || null, ariaCurrent: current ? "true" : null });
  },
  field: changeField,
  pointed: (element, block, desk) => {
    element.change(block);
    showImages(element, desk);
  },
  group: (element, { label, blocks, fold, across, framed }, desk) => {
    if (fold) say(element.firstElementChild, label);
    else element.setAttribute("aria-label", label);
    if (!fold && label) element.setAttribute("role", "group");
    element.classList.toggle("panel-across", across);
    element.classList.toggle("panel-framed", framed);
    patch(fold ? element.lastElementChild : element, blocks, desk);
  },
};

/** Give each picture in a place its bytes, as far as they have come. @param {Element} place @param {Desk} desk */
function showImages(place, desk) {
  for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (place.querySelectorAll("img[data-picture]:not([src])"))) {
    const content = desk.image(image.dataset.picture ?? "");
    if (!content) continue;
    const reader = new FileReader();
    reader.onload = () => (image.src = String(reader.result));
    reader.readAsDataURL(new Blob([content], { type: "image/webp" }));
  }
}

/** What an element is known by: a block of another kind is another element. @param {Block} block */
function keyOf({ kind, form, level, id }) {
  return `${kind}${form ?? ""}${level ?? ""} ${id}`;
}

/** Make the children of a place these blocks. @param {Element} place @param {Block[]} blocks @param {Desk} desk */
function patch(place, blocks, desk) {
  const old = new Map([...place.children].map((child) => [/** @type {HTMLElement} */ (child).dataset.block, child]));
  const stay = new Set(blocks.map(keyOf));
  // First of all what goes: what stands after it need not move then.
  for (const [key, gone] of old) if (!stay.has(key ?? "")) gone.remove();
  let next = place.firstElementChild;
  for (const block of blocks) {
    const key = keyOf(block);
    const element = /** @type {HTMLElement} */ (old.get(key) ?? MAKERS[block.kind](block, desk));
    element.dataset.block = key;
    element.dataset.id = block.id;
    // An element that is where it belongs is not moved: moving it would take the focus away.
    if (element === next) next = next.nextElementSibling;
    else place.insertBefore(element, next);
    CHANGERS[block.kind](element, block, desk);
  }
}

/** Make a place these blocks; what had the focus keeps it, and when that goes, what stood before it gets it. @param {Element} place @param {Block[]} blocks @param {Desk} desk */
function patchFocused(place, blocks, desk) {
  const all = [...place.querySelectorAll("input, textarea, select, button, summary, h2, h3")];
  const at = all.indexOf(/** @type {Element} */ (document.activeElement));
  patch(place, blocks, desk);
  if (at < 0) return;
  const left = all.slice(0, at + 1).filter((one) => one.isConnected && !(/** @type {any} */ (one).disabled));
  const goal = /** @type {HTMLElement | null} */ (left.at(-1) ?? place.querySelector("h2"));
  if (goal !== document.activeElement) goal?.focus({ preventScroll: true });
}

/** @param {HTMLElement} el @param {string} id */
const blockOf = (el, id) => el.querySelector(`[data-id="${CSS.escape(id)}"]`);

/** @param {HTMLElement} el @param {string} id */
function focus(el, id) {
  const found = blockOf(el, id);
  for (let fold = found?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  const goal = /** @type {HTMLElement | null} */ (found?.matches("button, h2, h3") ? found : found?.querySelector("input, textarea, select, button, h2, h3") ?? null);
  goal?.focus();
  goal?.scrollIntoView({ block: "nearest" });
}

/** Hand the person a file. In another tab: a page that seems to be left loses its kernel. @param {string} name @param {string} type @param {DataView<ArrayBuffer>} content */
function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href, download: name, target: "_blank", rel: "noopener" }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}

/** @param {import("../scripts/elements.js").Widget} widget @returns {() => void} */
function render({ model, el }) {
  // Each panel has a copy of this file, so counting them here would call them all the same.
  const names = `panel${Math.random().toString(36).slice(2)}`;
  const ended = new AbortController();
  const desk = {
    names,
    signal: ended.signal,
    focus: (/** @type {string} */ id) => focus(el, id),
    point: (/** @type {string} */ id, /** @type {object} */ place) => {
      sendLate();
      model.send({ point: id, ...place });
    },
    fill: (/** @type {string} */ id, /** @type {string | boolean} */ value) => {
      sendLate();
      model.send({ fill: id, value });
    },
    press: (/** @type {string} */ id) => {
      sendLate();
      model.send({ press: id });
    },
    send: async (/** @type {string} */ id, /** @type {File} */ file) =>
      model.send({ fill: id, file: file.name }, undefined, file.size > LARGEST ? [] : [await file.arrayBuffer()]),
    list: (/** @type {string} */ name) => model.get("lists")[name] ?? [],
    image: (/** @type {string} */ digest) => model.get("images")[digest],
  };
  const place = make("section", { className: "panel-blocks", ariaLabel: model.get("label") });
  el.classList.add("ehbi", "ehbi-panel");
  el.dataset.lmSuppressShortcuts = "true"; // in JupyterLab a letter can be a command, and two can delete a cell
  el.append(place);
  const show = () => patchFocused(place, model.get("blocks"), desk);
  const hear = (/** @type {any} */ message, /** @type {DataView<ArrayBuffer>[]} */ buffers) => {
    if (message.focus !== undefined) focus(el, message.focus);
    if (message.pointed !== undefined) /** @type {any} */ (blockOf(el, message.pointed))?.settle();
    if (message.save !== undefined) save(message.save, message.mime, buffers[0]);
  };
  const paste = (/** @type {ClipboardEvent} */ event) => {
    const files = event.clipboardData?.files;
    const input = el.querySelector(".panel-image input");
    if (!files?.length || !input) return;
    event.preventDefault();
    input.dispatchEvent(new CustomEvent("paste-file", { detail: files }));
  };
  const showAll = () => showImages(place, desk);
  document.addEventListener("paste", paste, { signal: ended.signal });
  model.on("change:images", showAll);
  model.on("change:blocks change:lists", show);
  model.on("msg:custom", hear);
  show();
  tell("ehbi:started");
  return () => {
    ended.abort();
    model.off("change:images", showAll);
    model.off("change:blocks change:lists", show);
    model.off("msg:custom", hear);
  };
}

export default { render };
