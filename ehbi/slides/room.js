/** Tells the server where the slides are and hears what the room says, each second: so what got lost is told again. Only where a server has the slides. */

import { all, byId, hear, say, tell } from "ehbi/elements";
import { mark } from "ehbi/slides/hands";
import { minutes } from "ehbi/slides/plan";
import { LOGGED_OUT } from "ehbi/slides/save";
import { drawVotes } from "ehbi/slides/vote";

const EVERY = 1000; // ms between two exchanges
const PATIENCE = 1500; // ms for an answer
const LOST = "Niet verbonden. We proberen het steeds opnieuw.";
const FOLLOWS = "Dit venster volgt: een ander venster heeft de leiding.";

const NAME = "ehbi-window";
const me = name();
const [line, login, lead] = ["room", "login", "lead"].map((name) => byId(`slides_${name}`));
/** Whether the address named no place: then these slides begin where the workshop is. */
let fresh = location.hash.length < 2;
/** Where these slides are, and where those that lead are. */
let [place, led] = ["", ""];
let [follows, takes] = [false, false];
/** @type {import("./vote.js").Standings | undefined} */
let standings;
/** For what the room showed hands, and to which stage a poll was brought, by place, as long as the server does not have it. @type {[Map<string, string>, Map<string, number>]} */
const [unsent, stages] = [new Map(), new Map()];
let [busy, again] = [false, false];
/** How often in a row there was no answer; once is a slow one, and nothing to tell a room. */
let failed = 0;

/** What this window is called: the same when it loads itself anew, whether or not its goodbye was heard by then; a copy of it is another. */
function name() {
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const kept = how?.type === "reload" && sessionStorage.getItem(NAME);
  const own = kept || Math.random().toString(36).slice(2);
  sessionStorage.setItem(NAME, own);
  return own;
}

/** @param {string} method @param {object} [body] @param {boolean} [keepalive] @returns {Promise<any>} */
async function room(method, body, keepalive) {
  const headers = { "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const how = { method, headers, body: body && JSON.stringify(body), keepalive, signal };
  const answer = await fetch("zaal", { cache: "no-store", ...how });
  if (!answer.ok) throw new Error(answer.status === 403 ? LOGGED_OUT : LOST);
  return answer.json();
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
  const told = follows || fresh ? {} : { place, takes, minutes: minutes() };
  const now = await room("POST", { window: me, ...told });
  led = now.place;
  tell("slides:heard", now);
  if ("place" in told) {
    takes = false;
    follows = !now.leads;
    again ||= now.leads && led !== place;
  }
  // Whoever led before a restart is the first to tell its place: a window that is new waits for its next turn.
  if (follows || fresh) {
    tell("slides:plan", now);
    goThere();
  }
  fresh = false;
}

const goThere = () => led && led !== place && tell("slides:go", { place: led });

async function hearRoom() {
  await send(unsent, "hands");
  await send(stages, "stage");
  if (standings && !document.querySelector(".now .choices")) return;
  const heard = /** @type {import("./vote.js").Standings} */ (await room("GET"));
  standings = heard;
  for (const { dataset: { poll = "" } } of all(".choices")) if (!unsent.has(poll)) mark(poll, heard[poll]?.hands ?? "");
  if (!stages.size) drawVotes(heard);
}

/** @template T @param {Map<string, T>} told by place @param {string} what it is called */
async function send(told, what) {
  for (const [at, one] of told) {
    await room("POST", { place: at, [what]: one });
    if (told.get(at) === one) told.delete(at);
  }
}

/** @param {string} text */
function report(text) {
  say(line, text);
  login.hidden = text !== LOGGED_OUT;
  lead.hidden = text !== FOLLOWS;
}

hear("slides:shown", ({ place: next }) => {
  drawVotes(standings ?? {});
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
hear("slides:stage", (poll) => {
  stages.set(poll.place, poll.stage);
  exchange();
});
// What got lost here is not told again: the presenter sees that no time runs.
hear("slides:count", (poll) => room("POST", { ...poll, counts: true }).then(exchange, () => report(LOST)));
lead.addEventListener("click", () => {
  [follows, takes] = [false, true];
  exchange();
});
addEventListener("pagehide", () => room("POST", { window: me, left: true }, true).catch(() => {}));
setInterval(exchange, EVERY);
