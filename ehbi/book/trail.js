// The column of the case: a dropdown a step, to change an answer or to step on by. A guide has the same dropdowns, and takes
// the place of these while it is there. What was only assumed is asked to be confirmed.
import { answersOf, byId, labelOf, starts, titleOf } from "ehbi/case";
import { holdKeys } from "ehbi/dropdowns";

/** @typedef {import("./case.js").Case} Case */
/** @typedef {{label: string, options: [string, string][], chosen: string, isNow: boolean}} Row */

const rows = byId("page_rows");

/** @param {string} tag @param {object} [with_] @param {(Node | string)[]} children */
function make(tag, with_ = {}, ...children) {
  const made = Object.assign(document.createElement(tag), with_);
  made.append(...children);
  return made;
}

/** @param {string} start @param {number} at */
const nameOf = (start, at) => (byId(start).dataset.number ? `${at + 1}. ` : "") + labelOf(/** @type {HTMLAnchorElement} */ (document.querySelector(`a[data-start="${start}"]`)));

/** @param {Case} now @returns {Row[]} */
function rowsOf(now) {
  const first = { label: titleOf("page_start"), options: starts.map((start, at) => [start, nameOf(start, at)]), chosen: now.start, isNow: !now.start };
  const asked = (/** @type {string} */ step, chosen = "", assumed = false) => ({
    label: (byId(step).dataset.asks ?? "") + (assumed ? " (aangenomen)" : ""),
    options: answersOf(step).map((link) => [link.dataset.answer ?? "", labelOf(link)]),
    chosen,
    isNow: !chosen,
  });
  const given = now.given.map(({ step, answer, assumed }) => asked(step, answer, assumed));
  const here = now.step && answersOf(now.step).length ? [asked(now.step)] : [];
  return /** @type {Row[]} */ ([first, ...given, ...here]);
}

/** @param {Row} row @param {number} at */
function rowElement({ label, options, chosen, isNow }, at) {
  const id = `page_row_${at}`;
  const select = make("select", { id }, new Option(at ? "Kies een antwoord" : "Kies wat er aan de hand is", ""), ...options.map(([value, text]) => new Option(text, value, false, value === chosen)));
  select.dataset.at = String(at - 1);
  return make("div", { className: `widget-dropdown ehbi-row ehbi-row-${isNow ? "now" : "past"}` }, make("label", { className: "widget-label", htmlFor: id, textContent: label }), select);
}

/** @param {Case} now @param {number} at */
function assumption(now, at) {
  const { step, answer } = now.given[at];
  const button = (/** @type {string} */ name, /** @type {string} */ text) => {
    const made = make("button", { type: "button", className: "plain", textContent: text });
    made.dataset[name] = String(at);
    return made;
  };
  const link = answersOf(step).find((one) => one.dataset.answer === answer);
  return make("li", {}, make("span", {}, `${byId(step).dataset.asks} `, make("strong", { textContent: labelOf(link) })), make("span", { className: "ehbi-confirm-moves" }, button("confirm", "Klopt"), button("deny", "Klopt niet")));
}

/** @param {Case} now */
export function fillTrail(now) {
  rows.replaceChildren(...rowsOf(now).map(rowElement));
  const assumed = [...now.given.keys()].filter((at) => now.given[at].assumed);
  byId("page_confirm").hidden = !assumed.length;
  byId("page_confirm").querySelector("ul")?.replaceChildren(...assumed.map((at) => assumption(now, at)));
  const done = now.given.map(({ step, answer, assumed }) => make("li", {}, `${byId(step).dataset.asks} `, make("strong", { textContent: labelOf(answersOf(step).find((one) => one.dataset.answer === answer)) }), assumed ? " (aangenomen)" : ""));
  byId("page_trail").replaceChildren(...(now.start ? [make("li", { textContent: byId(now.start).dataset.named })] : []), ...done);
}

/** Take the person to the dropdown of the step at hand. @returns {boolean} whether there is one */
export function toRow() {
  const select = /** @type {HTMLElement | null} */ (rows.querySelector(".ehbi-row-now select"));
  select?.focus();
  return Boolean(select);
}

/** Hear what is chosen in a dropdown: the place of its answer, -1 for what the patron sees, and the id or "". @param {(at: number, id: string) => void} choose */
export function onChoice(choose) {
  holdKeys("#page_rows");
  rows.addEventListener("change", ({ target }) => {
    const select = /** @type {HTMLSelectElement} */ (target);
    choose(Number(select.dataset.at), select.value);
  });
}
