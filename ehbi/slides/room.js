// @ts-check
/** Asks the room what the slide asks, and draws on it what the room says; only where a server serves the slides. */

const EVERY = 1000; // ms between two looks at what the room says

/** @typedef {Record<string, Record<string, number>>} Standings how often each option was chosen, by place */

let place = "";
/** @type {Standings} */
let standings = {};

/** @param {string} method @param {unknown} [body] @returns {Promise<any>} */
async function room(method, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("zaal", { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
  if (!answer.ok) throw new Error(`zaal ${answer.status}`);
  return answer.json();
}

function draw() {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".now .choices"))) {
    const times = standings[list.dataset.poll ?? ""];
    const most = Math.max(1, ...Object.values(times ?? {}));
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("li"))) {
      const count = times?.[line.dataset.option ?? ""] ?? 0;
      line.style.setProperty("--share", `${(100 * count) / most}%`);
      const said = /** @type {HTMLElement} */ (line.querySelector(".count"));
      said.textContent = times ? String(count) : "";
    }
  }
}

async function look() {
  try {
    standings = await room("GET");
    draw();
  } catch {
    // The room can still raise its hands.
  }
}

document.addEventListener("slides:shown", async (event) => {
  const next = /** @type {CustomEvent} */ (event).detail.place;
  draw();
  if (next === place) return;
  place = next;
  await room("POST", { place }).catch(() => {});
  await look();
});
setInterval(() => document.querySelector(".now .choices") && look(), EVERY);
