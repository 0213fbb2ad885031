/** Asks the room what the slide asks, and draws on it what the room says; only where a server serves the slides. */

import { all, hear } from "ehbi/elements";
import { mark } from "ehbi/slides/hands";

const EVERY = 1000; // ms between two looks at what the room says
const PATIENCE = 5000; // ms for an answer

/** @typedef {Record<string, { times: Record<string, number>, hands: string }>} Standings what phones and hands chose, by place */

let place = "";
/** @type {Standings | undefined} */
let standings;
let sent = Promise.resolve();

/** Send one thing after the other, so that the last click is the last to arrive. @param {() => object} body of what is sent */
function send(body) {
  sent = sent.then(() => room("POST", body())).catch(() => {});
  return sent;
}

/** @param {string} method @param {object} [body] @returns {Promise<any>} */
async function room(method, body) {
  const headers = { "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch("zaal", { method, headers, body: body && JSON.stringify(body), cache: "no-store", signal });
  if (!answer.ok) throw new Error(`zaal ${answer.status}`);
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

async function look() {
  try {
    const first = !standings;
    standings = /** @type {Standings} */ (await room("GET"));
    if (first) for (const [where, { hands }] of Object.entries(standings)) mark(where, hands);
    draw();
  } catch {
    // The room can still raise its hands.
  }
}

hear("slides:shown", async ({ place: next }) => {
  draw();
  if (next === place) return;
  place = next;
  await send(() => ({ place }));
  await look();
});
hear("slides:hands", (chosen) => send(() => ({ place: chosen.place, hands: chosen.option })));
setInterval(() => document.querySelector(".now .choices") && look(), EVERY);
