// The column of the case: a dropdown a step, to change an answer or to step on by. A guide has the same dropdowns, and takes
// the place of these while it is there. What was only assumed is asked to be confirmed.
import { labelOf, moves, starts, titleOf } from "ehbi/case";
import { holdKeys } from "ehbi/dropdowns";
import { byId, make } from "ehbi/elements";

/** @typedef {import("./rules.js").Case} Case */
/** @typedef {import("./rules.js").Given} Given */
/** @typedef {{label: string, options: [string, string][], chosen: string}} Row */

const rows = byId("page_rows");
const confirming = byId("page_confirm");

/** A question with its answer. @param {Given} given */
const said = (given) => make("span", { dir: "auto" }, `${byId(given.step).dataset.asks} `, make("strong", { textContent: labelOf(given) }));

// ---- dropdowns

/** @param {{id: string, label: string}} start @param {number} at @returns {[string, string]} */
const startOption = ({ id, label }, at) => [id, byId(id).dataset.number ? `${at + 1}. ${label}` : label];

/** @param {string} step @param {string} [chosen] @param {boolean} [assumed] @returns {Row} */
function rowOf(step, chosen = "", assumed = false) {
  const label = (byId(step).dataset.asks ?? "") + (assumed ? " (aangenomen)" : "");
  return { label, options: moves.answersOf(step).map(({ id, label: says }) => [id, says]), chosen };
}

/** @param {Case} now @returns {Row[]} */
function rowsOf(now) {
  const first = { label: titleOf("page_start"), options: starts.map(startOption), chosen: now.start };
  const given = now.given.map(({ step, answer, assumed }) => rowOf(step, answer, assumed));
  return [first, ...given, ...(moves.answersOf(now.step).length ? [rowOf(now.step)] : [])];
}

/** @param {Row} row @param {number} at */
function rowElement({ label, options, chosen }, at) {
  const id = `page_row_${at}`;
  const invitation = new Option(at ? "Kies een antwoord" : "Kies wat er aan de hand is", "");
  const select = make("select", { id, dir: "auto", dataset: { at: String(at - 1) } }, invitation, ...options.map(([value, text]) => new Option(text, value)));
  select.value = chosen;
  const name = make("label", { className: "widget-label", htmlFor: id, textContent: label, dir: "auto" });
  return make("div", { className: `widget-dropdown ehbi-row ehbi-row-${chosen ? "past" : "now"}` }, name, select);
}

// ---- what was assumed

/** @param {Case} now @param {number} at */
function assumption(now, at) {
  const button = (/** @type {string} */ name, /** @type {string} */ textContent) =>
    make("button", { type: "button", className: "plain", textContent, dataset: { [name]: String(at) } });
  const moves = make("span", { className: "ehbi-confirm-moves" }, button("confirm", "Klopt"), button("deny", "Klopt niet"));
  return make("li", {}, said(now.given[at]), moves);
}

/** @param {Case} now */
function fillConfirming(now) {
  const assumed = [...now.given.keys()].filter((at) => now.given[at].assumed);
  confirming.hidden = !assumed.length;
  confirming.querySelector("ul")?.replaceChildren(...assumed.map((at) => assumption(now, at)));
}

// ---- all of it

/** Show the answers given, in the column and for paper. @param {Case} now */
export function fillTrail(now) {
  rows.replaceChildren(...rowsOf(now).map(rowElement));
  fillConfirming(now);
  const start = now.start ? [make("li", { textContent: byId(now.start).dataset.named, dir: "auto" })] : [];
  const done = now.given.map((given) => make("li", {}, said(given), given.assumed ? " (aangenomen)" : ""));
  byId("page_trail").replaceChildren(...start, ...done);
}

/** Take the person to the dropdown of the step at hand, if it has one. */
export function toRow() {
  /** @type {HTMLElement | null} */ (rows.querySelector(".ehbi-row-now select"))?.focus();
}

/**
 * Hear what is chosen in a dropdown.
 * @param {(at: number, id: string) => void} choose is told which answer it is, counted from 0 and -1 for what the patron
 * sees, and its id, or nothing for none
 */
export function onChoice(choose) {
  holdKeys("#page_rows");
  rows.addEventListener("change", ({ target }) => {
    const select = /** @type {HTMLSelectElement} */ (target);
    choose(Number(select.dataset.at), select.value);
  });
}

/** Hear what becomes of what was assumed. @param {(at: number) => void} confirm @param {(at: number) => void} deny */
export function onConfirming(confirm, deny) {
  confirming.addEventListener("click", ({ target, detail }) => {
    // Where the second click of a double one comes down, the next assumption may be.
    if (detail > 1) return;
    const { confirm: right, deny: wrong } = /** @type {HTMLElement} */ (target).dataset;
    if (right) confirm(Number(right));
    if (wrong) deny(Number(wrong));
  });
}
