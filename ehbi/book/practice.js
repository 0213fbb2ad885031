// Practising: a story up to a choice, what was right and why, and then how it went on; at the end the score. It lies over the page, whose case
// goes on behind it. What was chosen is known here alone, until the practising stops.
import { moves, starts, titleOf } from "ehbi/case";
import { around, byId, hear, make as element } from "ehbi/elements";
import { again, exerciseOf, mistakes, placeAfter, within } from "ehbi/exercise";
import { shuffled } from "ehbi/shuffled";

/** @typedef {import("./exercise.js").Exercise} Exercise */
/** @typedef {import("./exercise.js").Option} Option */
/** @typedef {import("./exercise.js").Place} Place */

const dialog = /** @type {HTMLDialogElement} */ (byId("page_practice"));
const opener = byId("page_practice_open");
const part = (/** @type {string} */ name) => byId(`page_practice_${name}`);
const VIEWS = ["choose", "exercise", "end"];
const { children: stories } = /** @type {HTMLTemplateElement} */ (byId("page_exercises")).content;

/** The address of the page beneath, to which Back leads. */
let beneath = "";
/** @type {Exercise[]} */
let round = [];
/** @type {import("./exercise.js").Made[]} */
let made = [];

/** @param {"button" | "h4" | "p" | "span"} tag @param {string} text @param {string} [name] its class */
const make = (tag, text, name = "") => element(tag, { textContent: text, className: name, dir: "auto" });
/** Pieces of a step as they stand in the page. @param {string} step @param {string} wanted */
const piecesOf = (step, wanted) => [...byId(step).querySelectorAll(`.ehbi-card > :is(${wanted})`)].map((piece) => piece.cloneNode(true));
/** Going on to a step, as `way_to` in ehbi/handbook/examples.py says it. @param {string} step */
const wayTo = (step) => (byId(step).querySelector(".ehbi-resolved") ? `Rond af: ${titleOf(step)}` : titleOf(step));
const askedBy = (/** @type {string} */ step) => (step ? byId(step).dataset.asks : titleOf("page_start")) ?? "";

/** @param {string} name @param {HTMLElement} [reading] what is read first: it takes the focus */
function turn(name, reading = /** @type {HTMLElement} */ (part(name).querySelector("[tabindex='-1']"))) {
  for (const view of VIEWS) part(view).hidden = view !== name;
  part("place").textContent = "";
  part("stop").hidden = name === "end";
  dialog.scrollTop = 0;
  reading.focus();
}

/** In the handbook's order. @param {string} situation "" for all @returns {Exercise[]} */
function exercises(situation) {
  const told = [...stories].map((story) => ({
    title: story.getAttribute("title") ?? "",
    parts: [...story.children].map((part) => part.textContent ?? ""),
    link: story.getAttribute("data-case") ?? "",
  }));
  const made = told.map((one) => exerciseOf(one, moves, starts, wayTo));
  return situation ? within(made, situation) : made;
}

/** @param {Exercise[]} some */
function begin(some) {
  round = shuffled(some);
  made = [];
  ask();
}

/** Ask what is to be chosen next, or show how it went. */
function ask() {
  const place = placeAfter(round, made);
  if (!place) return end();
  fill(place);
  part("verdict").textContent = "";
  for (const name of ["leads", "next"]) part(name).hidden = true;
  const goesOn = made.at(-1)?.at === place.at;
  turn("exercise", goesOn && !place.choice.told ? part("step") : undefined);
  part("place").textContent = `Oefening ${place.at + 1} van ${round.length}`;
}

/** @param {Place} place */
function fill(place) {
  const { step, options } = place.choice;
  const title = step ? titleOf(step) : askedBy(step);
  part("story").replaceChildren(...toldUntil(place).map((told) => make("p", told)));
  part("step").textContent = title;
  part("text").replaceChildren(...(step ? piecesOf(step, ".ehbi-text") : []));
  part("asks").textContent = place.choice.acts ? "Wat doe je nu?" : askedBy(step) === title ? "" : askedBy(step);
  part("options").replaceChildren(...options.map((option) => item(place, option)));
}

/** The story up to a choice. @param {Place} place */
function toldUntil({ exercise, choice }) {
  const { choices } = exercise;
  const told = choices.slice(0, choices.indexOf(choice) + 1).map((one) => (one.step ? one.told : ""));
  return [exercise.story, ...told].filter(Boolean);
}

/** @param {Place} place @param {Option} option */
function item(place, option) {
  const press = () => choose(place, option);
  return element("li", {}, element("button", { type: "button", textContent: option.label, className: "answer", dir: "auto", onclick: press }));
}

/** @param {Place} place @param {Option} option */
function choose(place, option) {
  const { choice, exercise } = place;
  const told = option.right ? option : choice.right;
  made.push({ ...place, option });
  part("options").replaceChildren(...choice.options.map((one) => marked(one, one === told, one === option)));
  part("verdict").textContent = option.right ? "Goed." : `Dit is niet goed. Goed is: ${told.label}.`;
  part("verdict").className = option.right ? "right" : "wrong";
  lead(told.leads, told.leads === exercise.outcome ? exercise.ending : "");
  const [after, next] = [placeAfter(round, made), part("next")];
  next.textContent = !after ? "Naar je score" : after.exercise === exercise ? "Verder" : "Volgende oefening";
  next.hidden = false;
  next.focus();
}

/** @param {Option} option @param {boolean} right @param {boolean} mine */
function marked(option, right, mine) {
  const box = make("span", "", `answer ${right ? "right" : mine ? "wrong" : "other"}`);
  box.append(make("span", option.label, "label"));
  if (right || mine) box.append(" ", make("span", [mine && "jouw keuze", right ? "✓ goed" : "✕ niet goed"].filter(Boolean).join(" · "), "mark"));
  return element("li", {}, box);
}

/** Show where the right choice leads, how the story ended there, and what the handbook says of it. @param {string} step @param {string} ending */
function lead(step, ending) {
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

function end() {
  const wrong = mistakes(made);
  turn("end");
  part("score").textContent = `${made.length - wrong.length} van de ${made.length} ${made.length === 1 ? "keuze" : "keuzes"} goed`;
  part("told").textContent = wrong.length ? "Hier ging het mis:" : "Je hebt alles goed.";
  part("wrong").replaceChildren(
    ...wrong.map(({ at, exercise, choice, option }, index) => {
      const line = element("li");
      if (wrong[index - 1]?.at !== at) line.append(make("p", exercise.title, "ehbi-label"));
      line.append(make("p", askedBy(choice.step)));
      line.append(make("p", `✕ Jij koos: ${option.label}`, "wrong"), make("p", `✓ Goed is: ${choice.right.label}`, "right"));
      return line;
    }),
  );
  part("again").hidden = !wrong.length;
}

part("choose").addEventListener("click", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (around(event, "button"));
  if (button) begin(exercises(button.value));
});
part("next").addEventListener("click", ask);
part("again").addEventListener("click", () => begin(again(round, made)));
part("other").addEventListener("click", () => turn("choose"));
/** Stop, as Back does: what was put in the history for the practising is gone by then. */
const stop = () => history.back();
part("stop").addEventListener("click", () => (part("exercise").hidden || !made.length ? stop() : end()));
part("close").addEventListener("click", stop);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  stop();
});
// Before the book hears of it, which would show the case of the address anew.
addEventListener("popstate", (event) => {
  if (!dialog.open) return;
  dialog.close();
  if (location.hash === beneath) event.stopImmediatePropagation();
});
dialog.addEventListener("close", () => {
  round = [];
  made = [];
  for (const name of ["story", "options", "wrong"]) part(name).replaceChildren();
});
opener.addEventListener("click", () => {
  dialog.showModal();
  beneath = location.hash;
  history.pushState(null, "");
  turn("choose");
});
hear("ehbi:shown", ({ step }) => {
  opener.hidden = !stories.length || Boolean(step);
});
