// A panel of headings, fields and buttons that the kernel describes. A block that stays is changed in place, so what is
// typed in it, and where the caret is, stay too.

/** @typedef {{id: string, kind: string, [key: string]: any}} Block */
/**
 * @typedef {{fill(id: string, value: string | boolean): void, press(id: string): void,
 *   send(id: string, file: File): void, list(name: string): [string, string][], names: string}} Desk
 */

/** A short while after the last key, so that a word is one message. */
const PAUSE = 150;

/** @param {string} tag @param {object} [with_] @param {Node[]} children */
function make(tag, with_ = {}, ...children) {
  const made = Object.assign(document.createElement(tag), with_);
  made.append(...children);
  return made;
}

/** Change a text only when it is another: a screen reader reads out what changes. @param {Element} of @param {string} text */
function say(of, text) {
  if (of.textContent !== text) of.textContent = text;
}

/** @type {Record<string, (block: Block, desk: Desk) => HTMLElement>} */
const MAKERS = {
  heading: ({ level }) => make(`h${level}`, { className: "panel-heading", tabIndex: -1, dir: "auto" }),
  text: ({ live }) => {
    const made = make("p", { className: "panel-text", dir: "auto" });
    if (live) made.setAttribute("role", "status");
    return made;
  },
  html: () => make("div", { className: "panel-html" }),
  button: makeButton,
  field: makeField,
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

/** @type {Record<string, (element: any, block: Block, desk: Desk) => void>} */
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
    Object.assign(element, { disabled });
    element.dataset.tone = tone;
    if (current && !element.hasAttribute("aria-current")) element.scrollIntoView({ block: "nearest" });
    if (current) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
    element.title = spoken;
    if (spoken) element.setAttribute("aria-label", spoken);
    else element.removeAttribute("aria-label");
  },
  field: changeField,
  group: (element, { label, blocks, fold, across, framed }, desk) => {
    if (fold) say(element.firstElementChild, label);
    else element.setAttribute("aria-label", label);
    if (!fold && label) element.setAttribute("role", "group");
    element.classList.toggle("panel-across", across);
    element.classList.toggle("panel-framed", framed);
    patch(fold ? element.lastElementChild : element, blocks, desk);
  },
};

const INPUTS = {
  line: () => make("input", { type: "text", autocomplete: "off", dir: "auto" }),
  name: () => make("input", { type: "text", autocomplete: "off", dir: "auto" }),
  date: () => make("input", { type: "date" }),
  moment: () => make("input", { type: "datetime-local" }),
  check: () => make("input", { type: "checkbox" }),
  text: () => make("textarea", { rows: 3, dir: "auto" }),
  code: () => make("textarea", { rows: 20, spellcheck: false, autocapitalize: "off" }),
  file: () => make("input", { type: "file", accept: ".yaml,.yml,.json,.txt" }),
  choice: () => make("select"),
};

/** @param {Block} block @param {Desk} desk @returns {HTMLElement} */
function makeField({ id, form }, desk) {
  const input = /** @type {any} */ (INPUTS[form]());
  const name = `${desk.names}_${id}`;
  const [box, listen] = (BOXES[form] ?? (() => [input, hearTyping]))(input);
  input.id = name;
  input.setAttribute("aria-describedby", `${name}_hint ${name}_problems`);
  listen(input, id, desk);
  return make(
    "div",
    { className: `panel-field panel-${form}` },
    make("label", { htmlFor: name }),
    make("p", { className: "panel-hint", id: `${name}_hint` }),
    box,
    make("ul", { className: "panel-problems", id: `${name}_problems` }),
  );
}

/** What stands around an input, and what is listened to in it. @type {Record<string, (input: any) => [HTMLElement, (input: any, id: string, desk: Desk) => void]>} */
const BOXES = {
  code: (input) => [withLines(input), hearTyping],
  file: (input) => [withDoor(input), hearFile],
  name: (input) => [input, hearWhole],
};

/** Sends what was typed last, if that still waits: whatever else is sent may bring another thing into the same fields. */
let sendLate = () => {};

/** @param {any} input @param {string} id @param {Desk} desk */
function hearTyping(input, id, desk) {
  let waiting = 0;
  const send = () => {
    clearTimeout(waiting);
    waiting = 0;
    const value = input.type === "checkbox" ? input.checked : input.value;
    if (value === input.sent) return;
    input.sent = value;
    desk.fill(id, value);
  };
  input.addEventListener("input", () => {
    if (sendLate !== send) sendLate();
    sendLate = send;
    clearTimeout(waiting);
    waiting = setTimeout(send, PAUSE);
  });
  input.addEventListener("change", send);
  input.addEventListener("blur", () => waiting && send());
  input.isWaiting = () => waiting !== 0;
}

/** A name is sent when it is whole: half of one would be a name too. @param {any} input @param {string} id @param {Desk} desk */
function hearWhole(input, id, desk) {
  input.addEventListener("change", () => {
    input.sent = input.value;
    desk.fill(id, input.value);
  });
  input.isWaiting = () => document.activeElement === input && input.value !== input.sent;
}

/** @param {HTMLElement} element @param {Block} block @param {Desk} desk */
function changeField(element, { label, value, form, options, hint, problems }, desk) {
  const [title, below, box, list] = /** @type {any[]} */ ([...element.children]);
  const input = box.matches("input, textarea, select") ? box : box.querySelector("input, textarea");
  say(title, label);
  say(below, hint);
  if (form !== "file") fillIn(input, form, value, options, desk);
  input.setAttribute("aria-invalid", String(problems.some(([tone]) => tone === "bad")));
  const lines = problems.map(([tone, text]) => {
    const line = make("li", { textContent: text });
    line.dataset.tone = tone;
    return line;
  });
  if (list.textContent !== lines.map((line) => line.textContent).join("")) list.replaceChildren(...lines);
}

/** @param {any} input @param {string} form @param {string | boolean} value @param {string | [string, string][]} options @param {Desk} desk */
function fillIn(input, form, value, options, desk) {
  if (form === "choice") fillChoice(input, typeof options === "string" ? desk.list(options) : options);
  const property = form === "check" ? "checked" : "value";
  // What is being typed right now is newer than what the kernel knows.
  const busy = input.isWaiting() || (document.activeElement === input && input.sent !== undefined && input.sent !== value && input[property] === input.sent);
  if (!busy && input[property] !== value) input[property] = value;
  if (!busy) input.sent = value;
  input.number?.();
}

/** What each choice offers now, as text. @type {WeakMap<Element, string>} */
const offered = new WeakMap();

/** @param {HTMLSelectElement} input @param {[string, string][]} options */
function fillChoice(input, options) {
  const key = JSON.stringify(options);
  if (offered.get(input) === key) return;
  offered.set(input, key);
  input.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
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
function focus(el, id) {
  const found = el.querySelector(`[data-id="${CSS.escape(id)}"]`);
  for (let fold = found?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  const goal = /** @type {HTMLElement | null} */ (found?.matches("button, h2, h3") ? found : found?.querySelector("input, textarea, select, button, h2, h3") ?? null);
  goal?.focus();
  goal?.scrollIntoView({ block: "nearest" });
}

/** @param {{model: any, el: HTMLElement}} context @returns {() => void} */
function render({ model, el }) {
  // Each panel has a copy of this file, so counting them here would call them all the same.
  const names = `panel${Math.random().toString(36).slice(2)}`;
  const desk = {
    names,
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
  };
  const place = make("section", { className: "panel-blocks" });
  place.setAttribute("aria-label", model.get("label"));
  el.classList.add("ehbi", "ehbi-panel");
  el.dataset.lmSuppressShortcuts = "true"; // in JupyterLab a letter can be a command, and two can delete a cell
  el.append(place);
  const show = () => patchFocused(place, model.get("blocks"), desk);
  const hear = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => {
    if (message.focus !== undefined) focus(el, message.focus);
    if (message.save !== undefined) save(message.save, message.mime, buffers[0]);
  };
  model.on("change:blocks change:lists", show);
  model.on("msg:custom", hear);
  show();
  document.dispatchEvent(new CustomEvent("ehbi:started"));
  return () => {
    model.off("change:blocks change:lists", show);
    model.off("msg:custom", hear);
  };
}

export default { render };
