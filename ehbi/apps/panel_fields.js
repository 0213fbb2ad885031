// A field of a panel: an input with its label, its hint and its problems; a text can have numbered lines, and a file comes in.
import { chooser } from "ehbi/chooser";
import { make, say } from "ehbi/elements";

/**
 * @typedef {{fill(id: string, value: string | boolean): void, press(id: string): void,
 *   send(id: string, file: File): void, list(name: string): [string, string][],
 *   point(id: string, point: {x: number, y: number, marker: number | null, keys: boolean}): void, focus(id: string): void,
 *   image(digest: string): DataView<ArrayBuffer> | undefined, names: string, signal: AbortSignal}} Desk
 * @typedef {{id: string, label: string, value: string | boolean, form: string, options: string | [string, string][],
 *   hint: string, problems: [tone: string, text: string][], longest: number, lang: string, direction: string}} Field
 */

/** A short while after the last key, so that a word is one message. */
const PAUSE = 150;
/** Lines of a text from which on it is not wrapped, so that typing in it stays quick. */
const LONG = 3000;

/** @type {Record<string, () => any>} */
const INPUTS = {
  line: () => make("input", { type: "text", autocomplete: "off", dir: "auto" }),
  name: () => make("input", { type: "text", autocomplete: "off", dir: "auto" }),
  date: () => make("input", { type: "date" }),
  moment: () => make("input", { type: "datetime-local" }),
  check: () => make("input", { type: "checkbox" }),
  text: () => make("textarea", { rows: 3, dir: "auto" }),
  code: () => make("textarea", { rows: 20, spellcheck: false, autocapitalize: "off" }),
  file: () => make("input", { type: "file" }),
  image: () => make("input", { type: "file", accept: "image/png,image/jpeg,image/webp" }),
  number: () => make("input", { type: "number", min: "0", max: "1000", step: "10" }),
  choice: () => make("select"),
  search: () => make("input", { placeholder: "Typ een deel van de titel" }),
};

/** @param {Field} field @param {Desk} desk */
export function makeField({ id, form }, desk) {
  const input = INPUTS[form]();
  const name = `${desk.names}_${id}`;
  const [box, listen] = (BOXES[form] ?? (() => [input, hearTyping]))(input);
  input.id = name;
  input.setAttribute("aria-describedby", `${name}_hint ${name}_room ${name}_problems`);
  listen(input, id, desk);
  return make(
    "div",
    { className: `panel-field panel-${form}` },
    make("label", { htmlFor: name }),
    make("p", { className: "panel-hint", id: `${name}_hint` }),
    box,
    make("ul", { className: "panel-problems", id: `${name}_problems` }),
    make("p", { className: "panel-hint panel-room", id: `${name}_room` }),
  );
}

/** What stands around an input, and what is listened to in it. @type {Record<string, (input: any) => [HTMLElement, (input: any, id: string, desk: Desk) => void]>} */
const BOXES = {
  code: (input) => [withLines(input), hearTyping],
  file: (input) => [withDoor(input), hearFile],
  image: (input) => [withDoor(input, "Kies een plaatje", "of sleep of plak het hier"), hearFile],
  name: (input) => [input, hearWhole],
  search: (input) => [withOptions(input), (_, id, desk) => (input.choose = (/** @type {string} */ value) => desk.fill(id, value))],
};

/** Sends what was typed last, if that still waits: whatever else is sent may bring another thing into the same fields. */
export let sendLate = () => {};

/** Have something sent a short while after the last key; what waits elsewhere goes first. @param {() => void} send */
export function later(send) {
  let timer = 0;
  const now = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    send();
  };
  const soon = () => {
    if (sendLate !== now) sendLate();
    sendLate = now;
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  };
  return { now, soon, isWaiting: () => timer !== 0 };
}

/** @param {any} input @param {string} id @param {Desk} desk */
function hearTyping(input, id, desk) {
  const typed = later(() => {
    const value = input.type === "checkbox" ? input.checked : input.value;
    if (value === input.sent) return;
    input.sent = value;
    input.isHeard = false;
    desk.fill(id, value);
  });
  input.addEventListener("input", () => {
    input.tellRoom();
    typed.soon();
  });
  input.addEventListener("change", () => {
    typed.soon();
    typed.now();
  });
  input.addEventListener("blur", typed.now);
  input.isWaiting = typed.isWaiting;
}

/** A name is sent when it is whole: half of one would be a name too. @param {any} input @param {string} id @param {Desk} desk */
function hearWhole(input, id, desk) {
  input.addEventListener("change", () => {
    input.sent = input.value;
    desk.fill(id, input.value);
  });
  input.isWaiting = () => document.activeElement === input && input.value !== input.sent;
}

/** Put under a text a mirror of it, line by line: there stand the numbers. @param {HTMLTextAreaElement} input */
function withLines(input) {
  const mirror = make("div", { className: "panel-lines", ariaHidden: "true" });
  const follow = () => (mirror.scrollTop = input.scrollTop);
  const number = () => {
    reflect(input, mirror);
    follow();
  };
  input.addEventListener("input", number);
  input.addEventListener("scroll", follow);
  // What the kernel puts in it makes no event.
  Object.assign(input, { number });
  return make("div", { className: "panel-lined" }, mirror, input);
}

/** A line that is wrapped takes as much room in the mirror as in the text. @param {HTMLTextAreaElement} input @param {Element} mirror */
function reflect(input, mirror) {
  const texts = input.value.split("\n");
  const isLong = texts.length > LONG;
  input.wrap = isLong ? "off" : "soft";
  while (mirror.childElementCount > texts.length) mirror.lastElementChild?.remove();
  while (mirror.childElementCount < texts.length) mirror.append(make("div"));
  let line = mirror.firstElementChild;
  for (const text of texts) {
    say(/** @type {Element} */ (line), isLong ? "" : text);
    line = line?.nextElementSibling ?? null;
  }
}

/** A browser has words of its own on its button, in its own language: ours lie over it. @param {HTMLInputElement} input @param {string} [what] @param {string} [how] */
function withDoor(input, what = "Kies een bestand", how = "of sleep het hierheen") {
  const door = make("span", { className: "panel-button", textContent: what, ariaHidden: "true" });
  return make("div", { className: "panel-drop" }, door, how, input);
}

/** A file is sent when it is chosen or dropped; the same one can be chosen again. @param {HTMLInputElement} input @param {string} id @param {Desk} desk */
function hearFile(input, id, desk) {
  const box = /** @type {HTMLElement} */ (input.parentElement);
  const take = (/** @type {FileList | null | undefined} */ files) => files?.length && desk.send(id, files[0]);
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  input.addEventListener("paste-file", (event) => take(/** @type {CustomEvent<FileList>} */ (event).detail));
  for (const name of /** @type {const} */ (["dragenter", "dragover", "dragleave", "drop"])) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      event.stopPropagation();
      box.classList.toggle("panel-over", name === "dragenter" || name === "dragover");
      if (name === "drop") take(event.dataTransfer?.files);
    });
  }
}

/** @param {any} input */
function withOptions(input) {
  const { list, said, offer } = chooser(input, { choose: (value) => input.choose(value) });
  input.offer = offer;
  return make("div", { className: "panel-chooser" }, input, list, said);
}

/** Forms of which the words can be in any language. */
const WORDS = ["line", "name", "text"];

/** @param {HTMLElement} element @param {Field} field @param {Desk} desk */
export function changeField(element, { label, value, form, options, hint, problems, longest, lang, direction }, desk) {
  const [title, below, box, list, room] = /** @type {any[]} */ ([...element.children]);
  const input = box.matches("input, textarea, select") ? box : box.querySelector("input, textarea");
  say(title, label);
  say(below, hint);
  input.tellRoom = () => say(room, roomLeft(input.value, longest));
  if (WORDS.includes(form)) input.dir = direction;
  if (lang) input.lang = lang;
  else input.removeAttribute("lang");
  if (!["file", "image"].includes(form)) fillIn(input, form, value, options, desk);
  input.setAttribute("aria-invalid", String(problems.some(([tone]) => tone === "bad")));
  const lines = problems.map(([tone, text]) => make("li", { textContent: text, dataset: { tone } }));
  if (list.textContent !== lines.map((line) => line.textContent).join("")) list.replaceChildren(...lines);
}

/** From this share of the longest text on it is said how much is left. */
const NEAR = 0.8;

/** What to say of the room in a field; nothing is cut off. @param {string} text @param {number} longest 0 for any @returns {string} */
export function roomLeft(text, longest) {
  const left = longest - [...text].length;
  if (!longest || left > longest * (1 - NEAR)) return "";
  if (left < 0) return `${-left} ${left === -1 ? "teken" : "tekens"} te lang`;
  return `Nog ${left} ${left === 1 ? "teken" : "tekens"}`;
}

/**
 * Whether what stands in a field was sent and the kernel has not told of it yet: then it is newer than what the kernel
 * knows. Once that has, another value is what the draft has, by undo or from another window.
 * @param {{sent?: string | boolean, isHeard?: boolean}} input @param {string | boolean} shown @param {string | boolean} value
 */
export const isOnItsWay = ({ sent, isHeard }, shown, value) => sent !== undefined && !isHeard && sent !== value && shown === sent;

/** @param {any} input @param {string} form @param {string | boolean} value @param {string | [string, string][]} options @param {Desk} desk */
function fillIn(input, form, value, options, desk) {
  const offered = typeof options === "string" ? desk.list(options) : options;
  if (form === "search") {
    input.offer(offered, value);
    return;
  }
  if (form === "choice") fillChoice(input, offered);
  const property = form === "check" ? "checked" : "value";
  if (value === input.sent) input.isHeard = true;
  const busy = input.isWaiting() || (document.activeElement === input && isOnItsWay(input, input[property], value));
  if (!busy && input[property] !== value) input[property] = value;
  if (!busy) Object.assign(input, { sent: value, isHeard: true });
  input.number?.();
  input.tellRoom();
}

/** What each choice offers now, as text. @type {WeakMap<Element, string>} */
const filled = new WeakMap();

/** @param {HTMLSelectElement} input @param {[string, string, string?][]} options those with a third text stand in a group of that name */
function fillChoice(input, options) {
  const key = JSON.stringify(options);
  if (filled.get(input) === key) return;
  filled.set(input, key);
  /** @type {Map<string, HTMLOptGroupElement>} */
  const groups = new Map();
  input.replaceChildren();
  for (const [value, label, group = ""] of options) {
    if (group && !groups.has(group)) input.append(groups.set(group, make("optgroup", { label: group })).get(group) ?? "");
    (groups.get(group) ?? input).append(new Option(label, value));
  }
}
