// Practising: a story up to a choice, what was right and why, and then how it went on; at the end the score. It lies over the page, whose case
// goes on behind it. Rounds are short, and one goes on where it was when the page is loaded anew.
import { moves, starts, titleOf } from "ehbi/case";
import { around, byId, hear, make as element } from "ehbi/elements";
import { again, exerciseOf, mistakes, placeAfter, redone, within } from "ehbi/exercise";
import { askedBy, dialog, lead, make, marked, part, piecesOf, toldUntil, turn, wayTo } from "ehbi/practice_parts";
import * as progress from "ehbi/progress";
import { after, dayOf, isDue, nextRound } from "ehbi/rounds";
import { shuffled } from "ehbi/shuffled";

/** @typedef {import("./exercise.js").Exercise} Exercise */
/** @typedef {import("./exercise.js").Option} Option */
/** @typedef {import("./exercise.js").Place} Place */

const opener = byId("page_practice_open");
/** What the browser's history says while somebody practises. */
const HERE = "ehbi-practice";
/** Chosen from what is to come back by now; other rounds are of a situation, or "" for all. */
const DUE = "~due";
const { children: stories } = /** @type {HTMLTemplateElement} */ (byId("page_exercises")).content;

/** The address of the page beneath, to which Back leads. */
let beneath = "";
/** What the round is chosen from. */
let from = "";
/** @type {Exercise[]} */
let round = [];
/** @type {import("./exercise.js").Made[]} */
let made = [];

/** In the handbook's order. @param {string} situation "" for all @returns {Exercise[]} */
function exercises(situation) {
  const told = [...stories].map((story) => ({
    id: story.getAttribute("data-example") ?? "",
    title: story.getAttribute("title") ?? "",
    parts: [...story.children].map((part) => part.textContent ?? ""),
    link: story.getAttribute("data-case") ?? "",
  }));
  const made = told.map((one) => exerciseOf(one, moves, starts, wayTo));
  return situation ? within(made, situation) : made;
}

const today = () => dayOf(new Date());

/** What a round can be chosen from. @param {string} what */
function all(what) {
  if (what !== DUE) return exercises(what);
  const known = progress.known();
  return exercises("").filter(({ id }) => isDue(known[id], today()));
}

/** @param {Exercise[]} some */
function begin(some) {
  round = shuffled(some);
  made = [];
  ask();
}

/** Begin a next round. @param {string} what it is chosen from */
function beginRound(what) {
  from = what;
  const found = all(what);
  const ids = nextRound(shuffled(found.map(({ id }) => id)), progress.known(), today());
  begin(found.filter(({ id }) => ids.includes(id)));
}

/** Have the round at hand be there when the page is loaded anew. @param {boolean} read whether what was said of the last choice is read */
const hold = (read) => progress.hold({ from, ids: round.map(({ id }) => id), chosen: made.map(({ option }) => option.id), read });

/** Go on with a round where it was. @returns {boolean} whether there was one */
function goOn() {
  const held = progress.round();
  const found = new Map(exercises(held?.from === DUE ? "" : held?.from ?? "").map((one) => [one.id, one]));
  const some = (held?.ids ?? []).flatMap((id) => found.get(id) ?? []);
  const before = redone(some, held?.chosen ?? []);
  if (!held || !before || !some.length || some.length !== held.ids.length) return false;
  [from, round, made] = [held.from, some, before];
  const last = made.at(-1);
  if (held.read || !last) ask();
  else {
    fill(last);
    turn("exercise");
    showPlace(last);
    judge(last);
  }
  return true;
}

/** Ask what is to be chosen next, or show how it went. */
function ask() {
  const place = placeAfter(round, made);
  hold(true);
  if (!place) return end();
  fill(place);
  part("verdict").textContent = "";
  for (const name of ["leads", "next"]) part(name).hidden = true;
  const goesOn = made.at(-1)?.at === place.at;
  turn("exercise", goesOn && !place.choice.told ? part("step") : undefined);
  showPlace(place);
}

/** @param {Place} place */
function showPlace({ at }) {
  part("place").textContent = `Oefening ${at + 1} van ${round.length}`;
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

/** @param {Place} place @param {Option} option */
function item(place, option) {
  const press = () => choose(place, option);
  return element("li", {}, element("button", { type: "button", textContent: option.label, className: "answer", dir: "auto", onclick: press }));
}

/** @param {Place} place @param {Option} option */
function choose(place, option) {
  const chosen = { ...place, option };
  made.push(chosen);
  hold(false);
  if (placeAfter(round, made)?.at !== place.at) note(place);
  judge(chosen);
}

/** Keep how an exercise went that is done. @param {Place} place */
function note({ at, exercise: { id } }) {
  const right = !mistakes(made).some((one) => one.at === at);
  progress.note(id, after(progress.known()[id], right, today()));
}

/** Say whether the last choice was right, and what was. @param {import("./exercise.js").Made} made */
function judge({ choice, exercise, option }) {
  const told = option.right ? option : choice.right;
  part("options").replaceChildren(...choice.options.map((one) => marked(one, one === told, one === option)));
  part("verdict").textContent = option.right ? "Goed." : `Dit is niet goed. Goed is: ${told.label}.`;
  part("verdict").className = option.right ? "right" : "wrong";
  lead(told.leads, told.leads === exercise.outcome ? exercise.ending : "");
  const [next, button] = [placeAfter(round, made), part("next")];
  button.textContent = !next ? "Naar je score" : next.exercise === exercise ? "Verder" : "Volgende oefening";
  button.hidden = false;
  button.focus();
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
  part("more").hidden = !all(from).length;
  part("more").className = wrong.length ? "plain" : "strong";
}

/** Let somebody choose what to practise. */
function offer() {
  const due = all(DUE).length;
  part("due").hidden = !due;
  part("due_count").textContent = due === 1 ? "1 oefening" : `${due} oefeningen`;
  showKept();
  turn("choose");
}

function showKept() {
  const on = progress.remembers();
  for (const name of ["kept", "forget"]) part(name).hidden = !on;
  for (const name of ["unkept", "keep"]) part(name).hidden = on;
}

/** @param {boolean} on */
function keep(on) {
  progress.keep(on);
  offer();
  const does = progress.remembers();
  part("kept_said").textContent = does ? "Vanaf nu komt terug wat lastig was." : on ? "Deze browser kan niets onthouden." : "Gewist.";
  part(does ? "forget" : "keep").focus();
}

part("choose").addEventListener("click", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (around(event, "button"));
  if (button?.matches(".answer")) beginRound(button.value);
});
part("keep").addEventListener("click", () => keep(true));
part("forget").addEventListener("click", () => keep(false));
part("next").addEventListener("click", ask);
part("again").addEventListener("click", () => begin(again(round, made)));
part("more").addEventListener("click", () => beginRound(from));
part("other").addEventListener("click", offer);
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
  progress.stop();
  for (const name of ["story", "options", "wrong"]) part(name).replaceChildren();
});
function open() {
  dialog.showModal();
  beneath = location.hash;
  part("kept_said").textContent = "";
}
opener.addEventListener("click", () => {
  open();
  history.pushState(HERE, "");
  offer();
});
hear("ehbi:shown", ({ step }) => {
  opener.hidden = !stories.length || Boolean(step);
});

if (history.state === HERE && progress.round()) {
  open();
  if (!goOn()) offer();
} else progress.stop();
