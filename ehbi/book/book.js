// The book in a browser: the case in the address, the trail, the marks on the chart.
//
// The page works without this file: steps are sections and answers are links. With it only the step
// at hand is shown, and the address holds the whole case. When the guide is there, it takes over at the
// same case; when it is gone, the book is there again.
import { address, answerLink, begin, byId, follow, jump, known, linkOf, open, revision, sections, target, trailOf } from "ehbi/case";
import { copy } from "ehbi/clipboard";
import { mount } from "ehbi/flowchart";
import { fillHandover } from "ehbi/handover";
import "ehbi/patron";
import "ehbi/practice";
import "ehbi/print";
import "ehbi/search";

/** @typedef {import("./case.js").Case} Case */
/** @typedef {import("./case.js").Given} Given */


// ---- what is shown

let now = open(address());
let live = false;
/** Whether the server has a newer handbook than this page. */
let newer = false;
const moveTo = (/** @type {string} */ step) => (live ? tell("ehbi:jump", { step }) : go(jump(now, step)));
const chart = mount(byId("page_charts"), { onSelect: moveTo });
document.addEventListener("ehbi:find", (event) => moveTo(/** @type {CustomEvent} */ (event).detail.step));

/** Tell the guide, or another part of the page. @param {string} what @param {object} detail */
const tell = (what, detail) => document.dispatchEvent(new CustomEvent(what, { detail }));

/** @param {string} step @returns {string} */
const titleOf = (step) => byId(step).getAttribute("aria-label") ?? "";

/** The last situation passed, whose chart shows where the case is. @returns {string} */
const situation = () =>
  trailOf(now)
    .reverse()
    .find((step) => byId(step).dataset.kind === "situation") ?? "";

/** @param {Given} given @param {number} at @returns {HTMLLIElement} */
function trailItem(given, at) {
  const item = document.createElement("li");
  const asked = document.createElement("span");
  const link = document.createElement("a");
  asked.textContent = byId(given.step).dataset.asks ?? "";
  link.textContent = answerLink(given.step, given.answer)?.textContent ?? "";
  link.href = `#${linkOf({ ...now, given: now.given.slice(0, at) })}`;
  link.title = "Antwoord veranderen";
  asked.dir = link.dir = "auto";
  item.append(asked, " ", link, given.assumed ? " (aangenomen)" : "");
  return item;
}

function startItem() {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.textContent = titleOf(now.start);
  link.href = "#";
  link.title = "Iets anders kiezen";
  link.dir = "auto";
  item.append("Situatie: ", link);
  return item;
}

function markCase() {
  chart.mark({ visited: trailOf(now), taken: now.given.map(({ step, answer }) => [step, answer]), current: now.step });
}

function show() {
  for (const section of sections) section.hidden = section.id !== (now.step || "page_start");
  byId("page_trail").hidden = !now.start;
  byId("page_trail").querySelector("ol")?.replaceChildren(...(now.start ? [startItem()] : []), ...now.given.map(trailItem));
  for (const id of ["page_back", "page_copy"]) byId(id).hidden = !now.start;
  byId("page_restart").hidden = !now.start;
  fillHandover(now);
  chart.show(situation());
  markCase();
  tellLink();
  tellNewer();
  tell("ehbi:shown", now);
}

/** What is said of an address by how much of it is known. */
const ABOUT_LINK = {
  all: "",
  part: "Een deel van deze link klopt niet (meer). Kijk na waar je bent en ga hier verder.",
  none: "Deze link kent het handboek niet (meer). Kies hier wat er aan de hand is.",
};

function tellLink() {
  const here = address();
  const place = document.getElementById(here);
  byId("page_link").textContent = place && !sections.includes(place) ? "" : ABOUT_LINK[known(here)];
}

function tellNewer() {
  const text = newer && now.start ? "Er is een nieuwere versie van het handboek. Deze casus maak je af in de versie waarmee je begon." : "";
  if (byId("page_newer").textContent !== text) byId("page_newer").textContent = text;
}

/** Tell where we are: the title takes the focus, and is read out with it. */
function arrive() {
  const section = byId(now.step || "page_start");
  const title = /** @type {HTMLElement} */ (section.querySelector(".ehbi-title"));
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: "nearest" });
}

/** Move to another case, as a new entry in the browser's history. @param {Case} next */
function go(next) {
  if (moved(next)) return;
  show();
  arrive();
}

/**
 * Have another case, and its address; a case that begins while there is a newer handbook begins in that one.
 * @param {Case} next @returns {boolean} whether the page is loaded anew for it
 */
function moved(next) {
  const begins = next.given.length === 0 && next.start !== now.start;
  now = next;
  history.pushState(null, "", `#${linkOf(now)}`);
  if (begins && newer) location.reload();
  return begins && newer;
}

function summary() {
  const lines = [...byId("page_trail").querySelectorAll("li")].map((item, at) => `${at || ""}${at ? ". " : ""}${item.textContent}`);
  const text = /** @type {HTMLElement} */ (byId(now.step).querySelector(".ehbi-card")).innerText;
  return [document.title, ...lines, "", text].join("\n");
}

/** @param {string} text */
function say(text) {
  byId("page_said").textContent = text;
}

/** @param {string} text @param {string} done what to say when it worked */
async function copyOut(text, done) {
  say((await copy(text)) ? done : "Kopiëren lukt niet in deze browser. Selecteer de tekst en kopieer die zelf.");
}

// ---- what a person does

byId("page_book").addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { answer, start } = link.dataset;
  if (start) go(begin(start));
  else if (answer) go(follow(now, [{ answer, assumed: false }]));
  else if (link.id === "page_restart") go(begin(""));
  else go(open(target(link)));
});
byId("page_back").addEventListener("click", () =>
  go(now.given.length ? follow(begin(now.start), now.given.slice(0, -1)) : begin("")),
);
byId("page_copy").addEventListener("click", () => copyOut(summary(), "De samenvatting is gekopieerd."));
byId("page_book").addEventListener("click", (event) => {
  const block = /** @type {Element} */ (event.target).closest(".ehbi-copy-text")?.closest(".ehbi-handover-block");
  if (block) copyOut(block.querySelector("pre")?.textContent ?? "", "De tekst is gekopieerd.");
});
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  byId("page_main").focus();
});
addEventListener("popstate", () => {
  now = open(address());
  show();
  if (live) askGuide();
  else arrive();
});

// ---- on paper

document.addEventListener("ehbi:print", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.what !== "handbook") return;
  chart.mark({ visited: [], taken: [], current: "" });
  addEventListener("afterprint", markCase, { once: true });
});

// ---- the guide comes and goes

/** @param {boolean} on */
function handOver(on) {
  const inside = document.activeElement?.closest("#page_book, #page_guide");
  live = on;
  document.body.dataset.ehbi = on ? "guide" : "book";
  byId("page_guide").hidden = !on;
  byId("page_book").hidden = on;
  if (on) byId("page_notice").textContent = "";
  if (on) tell("ehbi:live", { focus: Boolean(inside) });
  else if (inside) arrive();
}

/** Ask the guide for the case of the page, in the handbook of the page. */
function askGuide() {
  asked += 1;
  tell("ehbi:open", { link: linkOf(now), revision });
}
/** Cases asked of the guide that it has not opened yet: until then, what it says is of before. */
let asked = 0;

document.addEventListener("ehbi:case", (event) => {
  const { link, opened, ...guide } = /** @type {CustomEvent} */ (event).detail;
  const here = linkOf(now);
  const same = guide.revision === revision;
  if (opened !== undefined) asked = Math.max(asked - 1, 0);
  if (live && asked) return;
  if (live && link !== here) moved(open(link)) || show();
  else if (!live && same && [opened, link].includes(here)) handOver(true);
  else if (!live && (same || opened === undefined)) askGuide();
});
document.addEventListener("ehbi:newer", () => {
  newer = true;
  tellNewer();
});
const LOST = "De verbinding is weg. Je casus is bewaard en je kunt hier gewoon verder.";
/** What is said when the guide has gone or does not come, by reason. @type {Record<string, string>} */
const NO_GUIDE = {
  left: "",
  idle: "Je hebt een tijd niets gedaan. Je casus is bewaard. Ga gewoon verder.",
  full: "Het is druk. Met deze pagina kun je alles vinden. De keuzelijsten komen zodra er plaats is.",
};
document.addEventListener("ehbi:lost", (event) => {
  asked = 0;
  if (!live) return;
  handOver(false);
  byId("page_notice").textContent = NO_GUIDE[/** @type {CustomEvent} */ (event).detail.reason] ?? LOST;
});
document.addEventListener("ehbi:full", (event) => {
  byId("page_notice").textContent = NO_GUIDE[/** @type {CustomEvent} */ (event).detail.reason] ?? byId("page_notice").textContent;
});
document.addEventListener("ehbi:back", askGuide);

document.documentElement.classList.add("scripted");
show();
