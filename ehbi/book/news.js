// What is new: known outages and announcements on top of the page and at the situation that they are about, and whether
// the handbook has a newer revision.
import { revision, starts, titleOf } from "ehbi/case";
import { byId, hear, make, tell } from "ehbi/elements";
import { trailOf } from "ehbi/rules";

/** @typedef {{text: string, situation: number | null, until: string, left: number}} Answer  `left` in seconds */
/** @typedef {Answer & {ends: number}} Notice  `ends` by the clock of this computer, whatever the server's says */

const OFTEN = 60_000;
const PATIENCE = 10_000;

/** @type {Notice[]} */
let notices = [];
let situation = 0;
let ending = 0;

/** @param {number | null} number */
const titleOfNumber = (number) => {
  const start = starts.find(({ id }) => byId(id).dataset.number === String(number));
  return start ? titleOf(start.id) : "";
};

/** @param {Notice} notice @param {boolean} here whether it stands at its situation */
function item({ text, situation, until }, here) {
  const about = here ? "" : titleOfNumber(situation);
  const name = make("strong", { textContent: about ? `${about}: ` : "Let op: " });
  return make("p", {}, name, make("bdi", { textContent: text }), make("span", { textContent: ` (${until})` }));
}

/** Change only what is different, as a screen reader reads out what changes. @param {string} id @param {HTMLElement[]} lines */
function fill(id, lines) {
  const place = byId(id);
  const same = place.textContent === lines.map((line) => line.textContent).join("");
  if (!same) place.replaceChildren(...lines);
}

/** Hide on top what stands at its situation; as it stays in the page, a screen reader does not read the rest out again. @param {boolean[]} isHere */
function showOnce(isHere) {
  const lines = byId("page_notices").children;
  isHere.forEach((hidden, at) => Object.assign(lines[at], { hidden }));
}

/** Show those that have not ended, and again as soon as one of them ends. */
function show() {
  clearTimeout(ending);
  const now = Date.now();
  notices = notices.filter(({ ends }) => ends > now);
  const isHere = (/** @type {Notice} */ notice) => notice.situation === situation;
  fill("page_notices", notices.map((notice) => item(notice, false)));
  fill("page_here", notices.filter(isHere).map((notice) => item(notice, true)));
  showOnce(notices.map(isHere));
  ending = setTimeout(show, Math.min(OFTEN, ...notices.map(({ ends }) => ends - now)));
}

/** @param {Answer} answer @returns {Notice} */
const timed = (answer) => ({ ...answer, ends: Date.now() + answer.left * 1000 });

/** @param {{revision: string, notices: Answer[]}} news */
function receive(news) {
  notices = news.notices.map(timed);
  tell("ehbi:connection", { newest: news.revision });
  if (news.revision !== revision) tell("ehbi:newer");
}

async function look() {
  show();
  try {
    const answer = await fetch("news", { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    receive(await answer.json());
  } catch {
    // Those that are known stay until their end.
    tell("ehbi:connection", {});
  }
  show();
}

hear("ehbi:shown", (now) => {
  const numbers = trailOf(now).map((step) => Number(byId(step).dataset.number ?? 0));
  situation = numbers.filter(Boolean).at(-1) ?? 0;
  show();
});
document.addEventListener("visibilitychange", () => document.hidden || look());
for (const change of ["online", "offline"]) addEventListener(change, look);
setInterval(look, OFTEN);
look();
