// What is known of whoever practises: how each exercise went, and the round at hand. It goes with this tab when the practising stops,
// unless they asked this browser to remember how exercises went. None of it is ever sent.
import { recall, remember } from "ehbi/memory";

/** @typedef {import("./rounds.js").Known} Known */
/** @typedef {import("./rounds.js").Past} Past */
/** @typedef {{from: string, ids: string[], chosen: string[], read: boolean}} Round  what was chosen from, the exercises, the options chosen, and whether what was said of the last is read */

const [KNOWN, ROUND] = ["ehbi-practice", "ehbi-practice-round"];

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // nothing, or nothing of ours
  }
}

/** Whether this browser remembers. */
export const remembers = () => recall(KNOWN) !== "";
const place = () => (remembers() ? "localStorage" : "sessionStorage");

/** @returns {Known} */
export const known = () => ({ ...parsed(recall(KNOWN, place())) });

/** Have this browser remember from now on, with what is known by now; or forget it. @param {boolean} on */
export function keep(on) {
  const now = on ? JSON.stringify(known()) : "";
  remember(KNOWN, "", "sessionStorage");
  remember(KNOWN, now);
}

/** @param {string} id of an exercise @param {Past} past */
export const note = (id, past) => remember(KNOWN, JSON.stringify({ ...known(), [id]: past }), place());

/** The round at hand. @returns {Round | undefined} */
export function round() {
  const found = parsed(recall(ROUND, "sessionStorage"));
  return Array.isArray(found?.ids) && Array.isArray(found.chosen) ? found : undefined;
}

/** @param {Round} now */
export const hold = (now) => remember(ROUND, JSON.stringify(now), "sessionStorage");

/** Whoever comes next finds nothing of the one before. */
export function stop() {
  for (const key of [KNOWN, ROUND]) remember(key, "", "sessionStorage");
}
