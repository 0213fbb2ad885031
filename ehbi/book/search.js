// Search: what somebody types becomes a list of steps, and choosing one starts or moves the case.
//
// The server knows how to search. Without one (a file on a disk, a lost connection) the page looks for the words
// themselves in its own sections.
import { byId, revision, sections } from "ehbi/case";

/** @typedef {{step: string, title: string, about: string}} Hit */

const field = /** @type {HTMLInputElement} */ (byId("page_search"));
const list = byId("page_hits");
const said = byId("page_search_said");
const steps = sections.filter((section) => section.id !== "page_start");
let latest = 0;
/** The search that is under way, or was the last. @type {Promise<void>} */
let searching = Promise.resolve();

/** @param {string} step @returns {Hit} */
function hit(step) {
  const section = byId(step);
  return { step, title: section.getAttribute("aria-label") ?? step, about: section.querySelector(".ehbi-kind")?.textContent ?? "" };
}

/** Steps that have the words as they are. @param {string} text @returns {Hit[]} */
function here(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const count = (/** @type {HTMLElement} */ section) => {
    const all = `${section.dataset.words} ${section.textContent}`.toLowerCase();
    return words.filter((word) => all.includes(word)).length;
  };
  const found = steps.map((section) => ({ step: section.id, count: count(/** @type {HTMLElement} */ (section)) }));
  return found.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count).slice(0, 8).map(({ step }) => hit(step));
}

/** @param {string} text @returns {Promise<Hit[]>} */
async function find(text) {
  if (!("served" in document.documentElement.dataset)) return here(text);
  try {
    const answer = await fetch("search", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, revision }) });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = /** @type {{step: string}[]} */ (await answer.json());
    return found.filter(({ step }) => document.getElementById(step)).map(({ step }) => hit(step));
  } catch {
    return here(text);
  }
}

/** What is offered when nothing was found: every start of a case. @returns {Hit[]} */
const starts = () => [...document.querySelectorAll("a[data-start]")].map((link) => hit(/** @type {HTMLElement} */ (link).dataset.start ?? ""));

/** @param {Hit} found @param {number} at */
function option({ step, title, about }, at) {
  const item = document.createElement("li");
  const kind = document.createElement("span");
  Object.assign(item, { id: `page_hit_${at}`, role: "option" });
  item.dataset.hit = step;
  item.setAttribute("aria-selected", "false");
  kind.className = "hit-kind";
  kind.textContent = about;
  item.append(title, kind);
  return item;
}

const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
const active = () => options().find((item) => item.getAttribute("aria-selected") === "true");

/** @param {HTMLElement | undefined} item */
function activate(item) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === item));
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
  list.replaceChildren(...(found.length ? found : starts()).map(option));
  const contact = byId("page_search_contact");
  contact.hidden = found.length > 0;
  said.textContent = found.length
    ? `${found.length} gevonden.`
    : `Niets gevonden voor ‘${text}’. Kies wat het meest lijkt, of kijk bij Contact.`;
  said.classList.toggle("unseen", found.length > 0);
  unfold(true);
  activate(found.length ? options()[0] : undefined);
}

/** @param {HTMLElement | undefined} item */
function choose(item) {
  if (!item || !isOpen()) return;
  field.value = "";
  close();
  document.dispatchEvent(new CustomEvent("ehbi:find", { detail: { step: item.dataset.hit } }));
}

const isOpen = () => !byId("page_results").hidden;
const start = () => (searching = search());

/** Enter takes the hit for what is typed, also when its answer is still on the way. */
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
list.addEventListener("click", (event) => choose(/** @type {HTMLElement} */ (event.target).closest("li") ?? undefined));
byId("page_search_contact").addEventListener("click", close);
document.addEventListener("pointerdown", (event) => {
  if (!(/** @type {Element} */ (event.target).closest(".search"))) close();
});
