/** Tells the server where the slides are and hears what the room says, each second: so what got lost is told again. Only where a server has the slides. */

import { all, byId, hear, say, tell } from "ehbi/elements";
import { mark } from "ehbi/slides/hands";
import { LOGGED_OUT } from "ehbi/slides/save";

const EVERY = 1000; // ms between two exchanges
const PATIENCE = 1500; // ms for an answer
const LOST = "Niet verbonden. We proberen het steeds opnieuw.";
const FOLLOWS = "Dit venster volgt: een ander venster heeft de leiding.";

/** @typedef {Record<string, { times: Record<string, number>, hands: string }>} Standings what phones and hands chose, by place */

const me = Math.random().toString(36).slice(2);
const [line, login, lead] = ["room", "login", "lead"].map((name) => byId(`slides_${name}`));
/** Whether the address named no place: then these slides begin where the workshop is. */
let fresh = location.hash.length < 2;
/** Where these slides are, and where those that lead are. */
let [place, led] = ["", ""];
let [follows, takes] = [false, false];
/** @type {Standings | undefined} */
let standings;
/** For what the room showed hands, by place, as long as the server does not have it. @type {Map<string, string>} */
const unsent = new Map();
let [busy, again] = [false, false];
/** How often in a row there was no answer; once is a slow one, and nothing to tell a room. */
let failed = 0;

/** @param {string} method @param {object} [body] @param {boolean} [keepalive] @returns {Promise<any>} */
async function room(method, body, keepalive) {
  const headers = { "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const how = { method, headers, body: body && JSON.stringify(body), keepalive, signal };
  const answer = await fetch("zaal", { cache: "no-store", ...how });
  if (!answer.ok) throw new Error(answer.status === 403 ? LOGGED_OUT : LOST);
  return answer.json();
}

function draw() {
  for (const list of all(".now .choices")) {
    const times = standings?.[list.dataset.poll ?? ""]?.times ?? {};
    const voted = Object.values(times).reduce((sum, count) => sum + count, 0);
    for (const line of all("li", list)) {
      const count = times[line.dataset.option ?? ""] ?? 0;
      line.style.setProperty("--share", `${(100 * count) / (voted || 1)}%`);
      const said = /** @type {HTMLElement} */ (line.querySelector(".count"));
      said.textContent = voted ? String(count) : "";
    }
  }
}

/** One thing after the other, so that the last click is the last to arrive. */
async function exchange() {
  again = true;
  if (busy) return;
  busy = true;
  try {
    while (again) {
      again = false;
      await beOfOneMind();
      await hearRoom();
    }
    if (failed) tell("slides:back");
    failed = 0;
    report(follows ? FOLLOWS : "");
  } catch (error) {
    failed += 1;
    if (error instanceof Error && error.message === LOGGED_OUT) report(LOGGED_OUT);
    else if (failed > 1) report(LOST);
  } finally {
    busy = false;
  }
}

/** Have the room asked what stands here if these slides lead, and else show what stands there. */
async function beOfOneMind() {
  const told = follows || fresh ? {} : { place, takes };
  const now = await room("POST", { window: me, ...told });
  led = now.place;
  if ("place" in told) {
    takes = false;
    follows = !now.leads;
    again ||= now.leads && led !== place;
  }
  // Whoever led before a restart is the first to tell its place: a window that is new waits for its next turn.
  if (follows || fresh) goThere();
  fresh = false;
}

const goThere = () => led && led !== place && tell("slides:go", { place: led });

async function hearRoom() {
  for (const [at, hands] of unsent) {
    await room("POST", { place: at, hands });
    if (unsent.get(at) === hands) unsent.delete(at);
  }
  if (standings && !document.querySelector(".now .choices")) return;
  standings = /** @type {Standings} */ (await room("GET"));
  for (const { dataset: { poll = "" } } of all(".choices")) if (!unsent.has(poll)) mark(poll, standings[poll]?.hands ?? "");
  draw();
}

/** @param {string} text */
function report(text) {
  say(line, text);
  login.hidden = text !== LOGGED_OUT;
  lead.hidden = text !== FOLLOWS;
}

hear("slides:shown", ({ place: next }) => {
  draw();
  if (next === place) return;
  fresh &&= !place; // whoever has moved on wants no other place
  place = next;
  if (follows && place !== led) queueMicrotask(goThere);
  else if (!follows && place !== led) exchange();
});
hear("slides:hands", (chosen) => {
  unsent.set(chosen.place, chosen.option);
  exchange();
});
lead.addEventListener("click", () => {
  [follows, takes] = [false, true];
  exchange();
});
addEventListener("pagehide", () => room("POST", { window: me, left: true }, true).catch(() => {}));
setInterval(exchange, EVERY);
