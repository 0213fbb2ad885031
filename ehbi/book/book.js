// The book in a browser: the case in the address, the column of the case, the marks on the chart.
//
// The page works without this file: steps are sections and answers are links. With it only the step at hand is shown,
// and the address holds the whole case. The step is always this page's own. When there is a guide, its dropdowns take the
// place of the page's; both tell each other where the case is.
import { address, moves, revision, sections, target } from "ehbi/case";
import { clearCopied, copyAt } from "ehbi/clipboard";
import { around, byId, hear, say, tell } from "ehbi/elements";
import { mount } from "ehbi/flowchart";
import { fillHandover, summary } from "ehbi/handover";
import "ehbi/keys";
import "ehbi/patron";
import "ehbi/practice";
import "ehbi/print";
import { begin, confirm, linkOf, markOf, trailOf } from "ehbi/rules";
import "ehbi/search";
import { fillTrail, onChoice, onConfirming, toRow } from "ehbi/trail";

/** @typedef {import("./rules.js").Case} Case */
/** @typedef {import("./rules.js").Given} Given */

// ---- what is shown

let now = moves.open(address());
let live = false;
/** Whether the server has a newer handbook than this page. */
let newer = false;
/** The answers given in this case, by step: what is changed back finds them again. @type {Map<string, Given>} */
let remembered = new Map();
/** What the entries in the browser's history are of that belong to this case. */
let visit = "";
const moveTo = (/** @type {string} */ step) => go(moves.jump(now, step));
const chart = mount(byId("page_charts"), { onSelect: moveTo });
hear("ehbi:find", ({ step }) => moveTo(step));

/** The last situation passed, whose chart shows where the case is. @returns {string} */
const situation = () => trailOf(now).findLast((step) => byId(step).dataset.kind === "situation") ?? "";

function markCase() {
  chart.mark({ visited: trailOf(now), taken: now.given.map(({ step, answer }) => [step, answer]), current: now.step });
}

const sectionOf = () => byId(now.step || "page_start");

function show() {
  const here = sectionOf();
  for (const section of sections) if (section.hidden === (section === here)) section.hidden = section !== here;
  for (const id of ["page_back", "page_restart", "page_copy"]) byId(id).hidden = !now.start;
  clearCopied();
  fillTrail(now);
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
  byId("page_link").textContent = place && !sections.includes(place) ? "" : ABOUT_LINK[moves.known(here)];
}

function tellNewer() {
  const text = newer && now.start ? "Er is een nieuwere versie van het handboek. Deze casus maak je af in de versie waarmee je begon." : "";
  say(byId("page_newer"), text);
}

/** Tell where we are: the title takes the focus, and is read out with it. */
function arrive() {
  const section = sectionOf();
  /** @type {HTMLElement} */ (section.querySelector(".ehbi-title")).focus({ preventScroll: true });
  if (section.getBoundingClientRect().top < 0) section.scrollIntoView({ block: "start" });
}

/** Move to another case, as a new entry in the browser's history; the guide follows while the page is drawn. @param {Case} next */
function go(next) {
  if (moved(next)) return;
  if (live) askGuide();
  show();
  arrive();
}

/** Be at a case. @param {Case} next */
function take(next) {
  now = next;
  for (const given of now.given) remembered.set(given.step, given);
}

/**
 * Have another case, and its address; a case that begins while there is a newer handbook begins in that one.
 * @param {Case} next @returns {boolean} whether the page is loaded anew for it
 */
function moved(next) {
  const begins = next.given.length === 0 && next.start !== now.start;
  if (next.start !== now.start) forget();
  take(next);
  history.pushState(visit, "", `#${linkOf(now)}`);
  if (begins && newer) location.reload();
  return begins && newer;
}

/** What was answered in another case is about another patron. */
function forget() {
  remembered = new Map();
  visit = String(Math.random());
}

// ---- what a person does

byId("page_book").addEventListener("click", (event) => {
  const link = around(event, "a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { answer, start, again } = link.dataset;
  // Where the second click of a double one comes down, the next step may have an answer already.
  if (event.detail > 1 && (start || answer || again)) return;
  if (start) go(begin(start));
  else if (again) moveTo(again);
  else if (answer) go(moves.follow(now, [{ answer, assumed: false }]));
  else go(moves.open(target(link)));
});
byId("page_restart").addEventListener("click", (event) => {
  event.preventDefault();
  go(begin(""));
});
byId("page_back").addEventListener("click", () => go(now.given.length ? moves.keep(now, now.given.length - 1) : begin("")));
onConfirming(
  (at) => go(confirm(now, at)),
  (at) => go(moves.keep(now, at)),
);
onChoice((at, id) => {
  if (at < 0) go(begin(id));
  else go(id ? moves.change(now, at, id, remembered) : moves.keep(now, at));
  toRow();
});
byId("page_copy").addEventListener("click", () => copyAt(byId("page_copy"), summary(now)));
byId("page_book").addEventListener("click", (event) => {
  const button = around(event, ".ehbi-copy-text");
  const text = button?.closest(".ehbi-handover-block")?.querySelector("pre");
  if (button && text) copyAt(button, text.textContent ?? "", text);
});
addEventListener("popstate", () => {
  if (history.state !== visit) forget();
  take(moves.open(address()));
  if (live) askGuide();
  show();
  arrive();
});

// ---- on paper

hear("ehbi:print", ({ what }) => {
  if (what !== "handbook") return;
  chart.mark({ visited: [], taken: [], current: "" });
  addEventListener("afterprint", markCase, { once: true });
});

// ---- the guide comes and goes

/** @param {boolean} on */
function handOver(on) {
  const inside = document.activeElement?.closest("#page_rows, #page_guide");
  live = on;
  byId("page_guide").inert = false;
  document.body.dataset.ehbi = on ? "guide" : "book";
  byId("page_guide").hidden = !on;
  byId("page_rows").hidden = on;
  if (on) byId("page_notice").textContent = "";
  if (on) tell("ehbi:live", { focus: Boolean(inside) });
  else if (inside) toRow();
}

/** How long a guide may take to follow; the page has dropdowns of its own. */
const PATIENCE = 5000;
let waiting = 0;

/** Ask the guide for the case of the page, in the handbook of the page; until it has that, it is not to be used. */
function askGuide() {
  asked += 1;
  byId("page_guide").inert = true;
  clearTimeout(waiting);
  waiting = setTimeout(() => live && asked && handOver(false), PATIENCE);
  const marks = Object.fromEntries([...remembered].map(([step, given]) => [step, markOf(given)]));
  tell("ehbi:open", { link: linkOf(now), revision, remembered: marks });
}
/** Cases asked of the guide that it has not opened yet: until then, what it says is of before. */
let asked = 0;

hear("ehbi:case", ({ link, opened, ...guide }) => {
  const here = linkOf(now);
  const same = guide.revision === revision;
  if (opened !== undefined) asked = Math.max(asked - 1, 0);
  if (asked) return;
  byId("page_guide").inert = false;
  if (live && link !== here) moved(moves.open(link)) || show();
  else if (!live && same && [opened, link].includes(here)) handOver(true);
  else if (!live && (same || opened === undefined)) askGuide();
});
hear("ehbi:newer", () => {
  newer = true;
  tellNewer();
});
const LOST = "De verbinding is weg. Je casus is bewaard en je kunt hier gewoon verder.";
/** What is said when the guide has gone or does not come, by reason. @type {Record<string, string>} */
const NO_GUIDE = {
  left: "",
  idle: "Je hebt een tijd niets gedaan. Je casus is bewaard. Ga gewoon verder.",
  full: "Het is druk. Je kunt hier gewoon verder.",
};
hear("ehbi:lost", ({ reason }) => {
  asked = 0;
  if (!live) return;
  handOver(false);
  byId("page_notice").textContent = NO_GUIDE[reason] ?? LOST;
});
hear("ehbi:full", ({ reason }) => {
  byId("page_notice").textContent = NO_GUIDE[reason] ?? byId("page_notice").textContent;
});
hear("ehbi:back", askGuide);

document.documentElement.classList.add("scripted");
take(now);
show();
