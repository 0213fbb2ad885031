// The step at hand as the patron may see it, across the desk: large, calm, in their own language, and nothing that is meant
// for staff but what stands at its foot. The language that was chosen stays for the case.
import { canRead, onVoices, piecesOf, readAloud, stopReading } from "ehbi/aloud";
import { moves } from "ehbi/case";
import { all, byId, hear, make, say, tell } from "ehbi/elements";
import { languages } from "ehbi/languages";
import { recall, remember } from "ehbi/memory";

/** @typedef {import("./languages.js").Language} Language */
/** @typedef {import("./languages.js").PatronText} PatronText */

const DUTCH = "nl";
/** What a browser remembers of a desk that wants no Dutch beside it. */
const BESIDE = "ehbi-patron-dutch";
/** Pictures that the desk sees too are in the page once. */
const SHARED = '.ehbi-picture[data-for="both"]';

const dialog = /** @type {HTMLDialogElement} */ (byId("page_patron"));
const button = byId("page_to_patron");
const view = byId("page_patron_text");
const paper = byId("page_patron_paper");
/** What there is only where a handbook has other languages. @type {HTMLElement | null} */
const beside = byId("page_patron_dutch");
const names = /** @type {HTMLSelectElement | null} */ (dialog.querySelector("#page_patron_language"));
const toggle = /** @type {HTMLInputElement | null} */ (dialog.querySelector("#page_patron_both input"));

let step = "";
let start = "";
/** The tag of the language of this case; "" for Dutch. */
let chosen = "";

/** @returns {HTMLTemplateElement | null} */
const words = () => (step ? byId(step).querySelector("template.for-patron") : null);

// ---- what is shown

/** @param {string} html made by the server of a text, of which all that is no markup of ours is escaped */
function partsOf(html) {
  const made = make("template");
  made.innerHTML = html;
  return [...made.content.children].map((one) => /** @type {HTMLElement} */ (one));
}

/** @param {string} html of words within a line */
const line = (html) => partsOf(`<p>${html}</p>`)[0];

/** @returns {HTMLElement[]} */
function dutchPictures() {
  const own = [.../** @type {HTMLTemplateElement} */ (words()).content.querySelectorAll(".ehbi-picture")];
  return [...own, ...all(SHARED, byId(step))].map((one) => /** @type {HTMLElement} */ (one.cloneNode(true)));
}

/** @returns {HTMLElement[]} */
const dutchText = () =>
  [.../** @type {HTMLTemplateElement} */ (words()).content.children].flatMap((one) => (one.matches(".ehbi-picture") ? [] : [/** @type {HTMLElement} */ (one.cloneNode(true))]));

/**
 * What is asked, with the answers under the numbers that the desk has for them.
 * @param {string} label @param {HTMLElement} question @param {HTMLElement[]} answers
 */
const asking = (label, question, answers) =>
  make("div", { className: "patron-asks" }, make("p", { className: "ehbi-label", textContent: label }), question, make("ol", {}, ...answers.map((one) => make("li", {}, ...one.childNodes))));

/** A picture with its texts in a language. @param {HTMLElement} picture @param {PatronText} text */
function told(picture, { pictures }) {
  const { alt, marks } = pictures[picture.dataset.file ?? ""] ?? {};
  const image = picture.querySelector("img");
  if (image && alt) image.alt = alt;
  const unseen = picture.querySelector(".ehbi-unseen-picture");
  if (unseen && alt) unseen.textContent = alt;
  all(".ehbi-marks li", picture).forEach((one, at) => marks?.[at] && one.replaceChildren(...line(marks[at]).childNodes));
  return picture;
}

/** @param {Language} language @param {PatronText} text */
function foreign(language, text) {
  const pictures = dutchPictures().map((one) => told(one, text));
  const question = text.asks ? [asking(language.words.question, line(text.asks), text.answers.map(line))] : [];
  return laidOut(partsOf(text.text), [...pictures, ...question]);
}

/** The words, and what stands beside them where there is room. @param {HTMLElement[]} words @param {HTMLElement[]} shown */
const laidOut = (words, shown) => [make("div", { className: "patron-words" }, ...words), make("div", { className: "patron-shown" }, ...shown)];

/** Say in the language that was chosen that the patron sees Dutch. @param {Language} language */
const untold = (language) =>
  make("p", { className: "patron-untold", lang: language.id, dir: language.direction, textContent: language.words.dutch_only });

/** Fill a part of the page with what the patron reads. @param {HTMLElement} place */
function fill(place) {
  const language = chosen ? languages().of(chosen) : undefined;
  const text = language && languages().text(step, chosen);
  place.lang = text ? chosen : DUTCH;
  place.dir = text ? language.direction : "auto";
  if (text) place.replaceChildren(...foreign(language, text));
  else place.replaceChildren(...(language ? [untold(language)] : []), ...laidOut(dutchText(), dutchPictures()));
}

/** The Dutch beside it, with what is asked. */
function dutchBeside() {
  const answers = moves.answersOf(step).map(({ label }) => make("p", { textContent: label }));
  const question = make("p", { textContent: byId(step).dataset.asks });
  return [make("p", { className: "ehbi-label", textContent: "Nederlands" }), ...dutchText(), ...(answers.length ? [asking("Vraag", question, answers)] : [])];
}

function showDutch() {
  if (!beside || !toggle) return;
  const isOther = view.lang !== DUTCH;
  byId("page_patron_both").hidden = !isOther;
  beside.hidden = !isOther || !toggle.checked;
  beside.replaceChildren(...(beside.hidden ? [] : dutchBeside()));
}

function showLanguage() {
  for (const one of all("#page_patron_languages button")) one.ariaPressed = String(/** @type {HTMLButtonElement} */ (one).value === chosen);
  if (names) names.value = chosen;
  const note = byId("page_patron_note");
  if (note) say(note, chosen ? languages().note(step, chosen) : "");
}

function show() {
  stopReading();
  fill(view);
  showDutch();
  showLanguage();
  showReaders();
}

function open() {
  if (!words()) return;
  show();
  dialog.showModal();
  dialog.scrollTop = 0; // the button that closes it, at the end, has the focus
}

// ---- the language

/** Tell whether the patron can read something of this step, and in which language. */
const tellPatron = () => tell("ehbi:patron", { reads: !button.hidden, tag: chosen, name: chosen ? languages().of(chosen)?.name : "" });

/** @param {string} tag */
function choose(tag) {
  if (tag === chosen) return;
  chosen = tag;
  tellPatron();
  if (dialog.open) show();
}

/** The desk chooses. @param {string} tag */
function chooseHere(tag) {
  choose(tag);
  tell("ehbi:chosen", { tag: tag || DUTCH });
}

/** What is chosen for one patron is not for the next. @param {import("./rules.js").Case} now */
function keepFor(now) {
  if (now.start !== start) choose("");
  start = now.start;
}

// ---- reading aloud

/** @typedef {{button: HTMLElement, name: string, part: () => HTMLElement, tag: () => string}} Reader */
const ALOUD = "Lees voor";
const STOP = "Stop met voorlezen";

/** @type {Reader[]} */
const readers = [
  { button: byId("page_patron_aloud"), name: ALOUD, part: () => view, tag: () => view.lang },
  { button: byId("page_patron_aloud_dutch"), name: "Lees Nederlands voor", part: () => make("div", {}, ...dutchText()), tag: () => DUTCH },
];

function showReaders() {
  const isOther = view.lang !== DUTCH;
  readers.forEach(({ button, name, tag }, at) => {
    button.hidden = !canRead(tag()) || (at > 0 && !isOther);
    button.textContent = name;
  });
}

for (const { button, part, tag } of readers)
  button.addEventListener("click", () => {
    if (button.textContent === STOP) return stopReading();
    readAloud(piecesOf(part(), tag()), tag(), showReaders);
    button.textContent = STOP;
  });
onVoices(() => dialog.open && showReaders());

// ---- what a person does, and what the page tells

hear("ehbi:shown", (now) => {
  keepFor(now);
  step = now.step;
  button.hidden = !words();
  tellPatron();
});
hear("ehbi:print", ({ what }) => {
  if (what === "patron") fill(paper);
});
hear("ehbi:spoken", ({ tag }) => choose(tag === DUTCH ? "" : tag));
button.addEventListener("click", open);
byId("page_patron_close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", stopReading);
addEventListener("pagehide", stopReading);
for (const one of all("#page_patron_languages button")) one.addEventListener("click", () => chooseHere(/** @type {HTMLButtonElement} */ (one).value));
names?.addEventListener("change", () => chooseHere(names.value));
if (toggle) {
  toggle.checked = recall(BESIDE) !== "off";
  toggle.addEventListener("change", () => {
    remember(BESIDE, toggle.checked ? "" : "off");
    showDutch();
  });
}
