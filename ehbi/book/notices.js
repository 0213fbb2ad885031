// Known outages and announcements: on top of the page, and at the situation that they are about.
import { byId, starts } from "ehbi/case";

/** @typedef {{text: string, situation: number | null, until: string, left: number}} Notice */

const OFTEN = 60_000;

/** @type {Notice[]} */
let notices = [];
let start = "";
let timer = 0;

/** @param {number | null} number */
const titleOf = (number) => {
  const step = starts.find((id) => id && byId(id).dataset.number === String(number));
  return step ? byId(step).getAttribute("aria-label") : "";
};

/** @param {Notice} notice @param {boolean} here whether it stands at its situation */
function item({ text, situation, until }, here) {
  const line = document.createElement("p");
  const about = here ? "" : titleOf(situation);
  const [name, end] = [document.createElement("strong"), document.createElement("span")];
  name.textContent = about ? `${about}: ` : "Let op: ";
  end.textContent = ` (${until})`;
  line.append(name, text, end);
  return line;
}

/** Change only what is different, as a screen reader reads out what changes. @param {string} id @param {HTMLElement[]} lines */
function fill(id, lines) {
  const place = byId(id);
  const same = place.textContent === lines.map((line) => line.textContent).join("");
  if (!same) place.replaceChildren(...lines);
}

function show() {
  const situation = start && Number(byId(start).dataset.number);
  fill("page_notices", notices.map((notice) => item(notice, false)));
  fill("page_here", notices.filter((notice) => situation && notice.situation === situation).map((notice) => item(notice, true)));
}

/** Look again in a minute, or as soon as one of them ends. */
async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch("notices");
    if (answer.ok) notices = await answer.json();
  } catch {
    // Without a connection those that are known stay until their end.
  }
  show();
  const soonest = Math.min(OFTEN, ...notices.map(({ left }) => left * 1000));
  timer = setTimeout(elapse, Math.max(soonest, 0), soonest);
}

/** @param {number} passed milliseconds */
function elapse(passed) {
  notices = notices.map((notice) => ({ ...notice, left: notice.left - passed / 1000 })).filter(({ left }) => left > 0);
  show();
  look();
}

document.addEventListener("ehbi:shown", (event) => {
  start = /** @type {CustomEvent} */ (event).detail.start;
  show();
});
document.addEventListener("visibilitychange", () => document.hidden || look());
look();
