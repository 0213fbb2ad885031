// What practising shows: the parts of its view, and pieces of the steps of the page in them. What was chosen is not known here.
import { titleOf } from "ehbi/case";
import { byId, make as element } from "ehbi/elements";

/** @typedef {import("./exercise.js").Option} Option */
/** @typedef {import("./exercise.js").Place} Place */

export const dialog = /** @type {HTMLDialogElement} */ (byId("page_practice"));
export const part = (/** @type {string} */ name) => byId(`page_practice_${name}`);
const VIEWS = ["choose", "exercise", "end"];

/** @param {"button" | "h4" | "p" | "span"} tag @param {string} text @param {string} [name] its class */
export const make = (tag, text, name = "") => element(tag, { textContent: text, className: name, dir: "auto" });
/** Pieces of a step as they stand in the page. @param {string} step @param {string} wanted */
export const piecesOf = (step, wanted) => [...byId(step).querySelectorAll(`.ehbi-card > :is(${wanted})`)].map((piece) => piece.cloneNode(true));
/** Going on to a step, as `way_to` in ehbi/handbook/examples.py says it. @param {string} step */
export const wayTo = (step) => (byId(step).querySelector(".ehbi-resolved") ? `Rond af: ${titleOf(step)}` : titleOf(step));
export const askedBy = (/** @type {string} */ step) => (step ? byId(step).dataset.asks : titleOf("page_start")) ?? "";

/** @param {string} name @param {HTMLElement} [reading] what is read first: it takes the focus */
export function turn(name, reading = /** @type {HTMLElement} */ (part(name).querySelector("[tabindex='-1']"))) {
  for (const view of VIEWS) part(view).hidden = view !== name;
  part("place").textContent = "";
  part("stop").hidden = name === "end";
  dialog.scrollTop = 0;
  reading.focus();
}

/** The story up to a choice. @param {Place} place */
export function toldUntil({ exercise, choice }) {
  const { choices } = exercise;
  const told = choices.slice(0, choices.indexOf(choice) + 1).map((one) => (one.step ? one.told : ""));
  return [exercise.story, ...told].filter(Boolean);
}

/** @param {Option} option @param {boolean} right @param {boolean} mine */
export function marked(option, right, mine) {
  const box = make("span", "", `answer ${right ? "right" : mine ? "wrong" : "other"}`);
  box.append(make("span", option.label, "label"));
  if (right || mine) box.append(" ", make("span", [mine && "jouw keuze", right ? "✓ goed" : "✕ niet goed"].filter(Boolean).join(" · "), "mark"));
  return element("li", {}, box);
}

/** Show where the right choice leads, how the story ended there, and what the handbook says of it. @param {string} step @param {string} ending */
export function lead(step, ending) {
  const ends = byId(step).dataset.kind === "outcome";
  const why = piecesOf(step, ".ehbi-why");
  const redo = byId(step).querySelectorAll("[data-again] .label");
  const who = make("p", "", "ehbi-who");
  who.append(make("span", byId(step).querySelector(".ehbi-kind")?.textContent ?? "", "ehbi-kind"), ends ? "Zo loopt het af" : "Hiermee ga je verder");
  part("leads").className = `${byId(step).querySelector(".ehbi-card")?.className} leads`;
  part("leads").replaceChildren(
    who,
    make("h4", titleOf(step)),
    ...(ending ? [make("p", ending, "ending")] : []),
    ...(ends || !why.length ? piecesOf(step, ".ehbi-text") : []),
    ...[...redo].map((link) => make("p", link.textContent ?? "")),
    ...why,
  );
  part("leads").hidden = false;
}
