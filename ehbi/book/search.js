// Search: what somebody types becomes a list of steps, and choosing one starts or moves the case.
//
// The server knows how to search, and how sure it is. Without one (a file on a disk, a lost connection) the page looks
// for the words themselves in its own sections: it knows no stems and no synonyms, so it is never sure.
import { moves, revision, starts, steps, titleOf } from "ehbi/case";
import { around, byId, make, tell } from "ehbi/elements";

/** @typedef {{step: string, title: string, about: string}} Hit */
/** @typedef {{title: string, where: string}} Subject */
/** What was found: in doubt nothing is chosen. @typedef {{hits: Hit[], sure: boolean, elsewhere: Subject | null, alone?: boolean}} Found */

/** Hits that are shown in doubt, before the situations. */
const IN_DOUBT = 4;

const field = /** @type {HTMLInputElement} */ (byId("page_search"));
const list = byId("page_hits");
const said = byId("page_search_said");
let latest = 0;
/** The search that is under way, or was the last. @type {Promise<void>} */
let searching = Promise.resolve();

/** @param {string} step @returns {Hit} */
function hit(step) {
  return { step, title: titleOf(step), about: byId(step).querySelector(".ehbi-kind")?.textContent ?? "" };
}

/** A text in one form, as the server has it but for stems. @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\p{Cf}\p{Pd}\u2212]/gu, "").toLowerCase();

/** The step to open for one that was found: for an outcome the first that leads to it. @param {HTMLElement} section */
function opened(section) {
  if (section.dataset.kind !== "outcome") return section.id;
  return steps.find(({ id }) => moves.answersOf(id).some(({ leads }) => leads === section.id))?.id;
}

/** Steps that have the words as they are. @param {string} text @returns {Found} */
function here(text) {
  const words = plain(text).match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const count = (/** @type {HTMLElement} */ section) => {
    const all = plain(`${section.dataset.words} ${section.textContent}`);
    return words.filter((word) => all.includes(word)).length;
  };
  const found = steps.map((section) => ({ section, count: count(section) })).filter(({ count }) => count > 0);
  const best = found.sort((one, other) => other.count - one.count).flatMap(({ section }) => opened(section) ?? []);
  return { hits: [...new Set(best)].slice(0, 8).map(hit), sure: false, elsewhere: null, alone: true };
}

/** @param {string} text @returns {Promise<Found>} */
async function find(text) {
  if (!("served" in document.documentElement.dataset)) return here(text);
  try {
    const answer = await fetch("search", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, revision }) });
    if (!answer.ok) throw new Error(String(answer.status));
    const { hits, elsewhere } = /** @type {{hits: {step: string, sure: boolean}[], elsewhere: Subject | null}} */ (await answer.json());
    const there = hits.filter(({ step }) => document.getElementById(step));
    return { hits: there.map(({ step }) => hit(step)), sure: there.length > 0 && there[0].sure, elsewhere };
  } catch {
    return here(text);
  }
}

/** Every start of a case, under the words that the start of the page has for it. @returns {Hit[]} */
const startHits = () => starts.map(({ id, label }) => ({ ...hit(id), title: label }));

/** What is offered beside the hits: every situation, and every start when nothing was understood. @param {Found} found @returns {Hit[]} */
function offered({ hits, sure, elsewhere }) {
  if (sure) return [];
  const shown = hits.slice(0, IN_DOUBT).map(({ step }) => step);
  const isSituation = (/** @type {string} */ step) => byId(step).dataset.kind === "situation";
  return startHits().filter(({ step }) => !shown.includes(step) && (isSituation(step) || (!hits.length && !elsewhere)));
}

/** What is said above the list. @param {Found} found @param {string} text */
function saying({ hits, sure, elsewhere, alone }, text) {
  if (sure) return `${hits.length} gevonden.`;
  if (hits.length) return alone ? "Bedoel je …? Zonder verbinding zoekt deze pagina alleen de woorden zelf." : "Bedoel je …? Kies wat past.";
  if (!elsewhere) return `Niets gevonden voor ‘${text}’. Kies wat het meest lijkt, of kijk bij Contact.`;
  const where = elsewhere.where ? ` ${elsewhere.where.replace(/\.?$/, ".")}` : "";
  return `Daar gaat dit handboek niet over: ${elsewhere.title}.${where} Het gaat wel over:`;
}

/** @param {Hit} found @param {number} at @param {string} name */
function option({ step, title, about }, at, name) {
  const properties = { id: `page_hit_${at}`, className: name, role: "option", ariaSelected: "false", dataset: { hit: step } };
  return make("li", properties, title, make("span", { className: "hit-kind", textContent: about }));
}

const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
const active = () => options().find((item) => item.ariaSelected === "true");

/** @param {HTMLElement | undefined} item */
function activate(item) {
  for (const one of options()) one.ariaSelected = String(one === item);
  if (item) field.setAttribute("aria-activedescendant", item.id);
  else field.removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
}

/** @param {boolean} open */
function unfold(open) {
  byId("page_results").hidden = !open;
  field.setAttribute("aria-expanded", String(open));
}

function close() {
  latest += 1;
  activate(undefined);
  unfold(false);
}

async function search() {
  const text = field.value.trim();
  const mine = (latest += 1);
  if (!text) return close();
  const found = await find(text);
  if (mine !== latest) return;
  const hits = found.sure ? found.hits : found.hits.slice(0, IN_DOUBT);
  const more = offered(found);
  list.replaceChildren(...[...hits, ...more].map((one, at) => option(one, at, at < hits.length ? "hit" : "start")));
  byId("page_search_contact").hidden = hits.length > 0 || found.elsewhere !== null;
  said.textContent = saying(found, text);
  said.classList.toggle("unseen", found.sure);
  unfold(true);
  activate(found.sure ? options()[0] : undefined);
}

/** @param {HTMLElement | null | undefined} item */
function choose(item) {
  if (!item || !isOpen()) return;
  field.value = "";
  close();
  tell("ehbi:find", { step: item.dataset.hit });
}

const isOpen = () => !byId("page_results").hidden;
const start = () => (searching = search());

/** Enter takes the hit for what is typed, also when its answer is still on the way; in doubt only one that was moved to. */
async function take() {
  if (!isOpen()) start();
  await searching;
  choose(active());
}

/** @param {1 | -1} by */
function move(by) {
  if (!isOpen()) return start();
  const all = options();
  const at = all.indexOf(/** @type {HTMLElement} */ (active()));
  activate(all[(Math.max(at, by > 0 ? -1 : 0) + by + all.length) % all.length]);
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  if (event.key === "Escape") close();
  else if (event.key === "Enter") take();
  else if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else return;
  event.preventDefault();
}

field.addEventListener("input", start);
field.addEventListener("keydown", keyed);
field.addEventListener("focus", () => field.value.trim() && start());
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => choose(around(event, "li")));
byId("page_search_contact").addEventListener("click", close);
document.addEventListener("pointerdown", (event) => {
  if (!around(event, ".search")) close();
});
