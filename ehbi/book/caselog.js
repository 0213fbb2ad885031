// The case log: when a case ends or is left, the server is told how it went: the ids of its steps, and of the steps from
// which somebody went back, and the handbook's revision that they are of. Nothing waits for it, and what the server does not hear
// is kept for when it does.
import { revision } from "ehbi/case";
import { hear } from "ehbi/elements";
import { letterOf, put, send } from "ehbi/outbox";
import { trailOf } from "ehbi/rules";

/** @typedef {{trail: string[], back: string[], moved: boolean, told: boolean}} Walk */

// As many as the server takes; a longer case is not told.
const MOST_STEPS = 200;
const MOST_BACK = 50;
/** A case that stays at its outcome for this long has ended. */
const ENDED_AFTER = 60_000;

/** @type {Walk | undefined} */
let walk;
let ending = 0;

/** Tell of the case, once. The start is none, nor is what was only opened from its address and not touched. */
function tell() {
  if (!walk?.moved || walk.told || walk.trail.length > MOST_STEPS) return;
  walk.told = true;
  const { trail: steps, back } = walk;
  const letter = letterOf("log", { steps, back: back.slice(0, MOST_BACK), revision });
  // Before it is sent: the answer may come when this page has gone.
  put(letter);
  send(letter);
}

/** @param {string[]} before @param {string[]} after */
const wentBack = (before, after) => before.some((step, at) => step !== after[at]);

/** @param {string[]} trail */
function follow(trail) {
  if (walk && walk.trail[0] === trail[0]) {
    if (wentBack(walk.trail, trail)) walk.back.push(/** @type {string} */ (walk.trail.at(-1)));
    walk.moved ||= walk.trail.join() !== trail.join();
    walk.trail = trail;
  } else {
    tell();
    walk = { trail, back: [], moved: walk !== undefined && trail.length > 0, told: false };
  }
}

hear("ehbi:shown", (/** @type {import("./rules.js").Case} */ now) => {
  follow(trailOf(now));
  clearTimeout(ending);
  const ended = document.getElementById(now.step)?.dataset.kind === "outcome";
  if (ended) ending = setTimeout(tell, ENDED_AFTER);
});
addEventListener("pagehide", tell);
