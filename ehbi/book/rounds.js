// Which exercises a round has, and on which day one that was hard comes back. Nothing here knows of a page or a clock: an
// exercise is its id, and a day a number.

/** @typedef {{seen: number, right: boolean, times?: number, due?: number}} Past  how an exercise went: the last day that it was done, whether it went well then, and while it is to come back how often that went well and from which day it is */
/** @typedef {Record<string, Past>} Known  by exercise */

/** Exercises in a round. */
export const ROUND = 5;
/** Days after which what was hard comes back; each time that it then goes well, the next. */
export const PAUSES = [1, 7, 30];
/** Of a round, when there is still something new. */
const AGAIN = 2;
const A_DAY = 86_400_000;

/** The day that a device has, whatever the hour: days are as long there as they are, and count up by one. @param {Date} at */
export const dayOf = (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / A_DAY;

/** Whether an exercise is to come back by now; also when the clock was ahead and nobody knows any more. @param {Past | undefined} past @param {number} day */
export const isDue = (past, day) => past?.due !== undefined && (day >= past.due || day < past.seen);

/** How an exercise went by now. @param {Past | undefined} past @param {boolean} right @param {number} day @returns {Past} */
export function after(past, right, day) {
  if (!right) return { seen: day, right, times: 0, due: day + PAUSES[0] };
  if (!past || past.due === undefined) return { seen: day, right };
  if (!isDue(past, day)) return { ...past, seen: day, right }; // sooner than it had to
  const times = (past.times ?? 0) + 1;
  return times < PAUSES.length ? { seen: day, right, times, due: day + PAUSES[times] } : { seen: day, right };
}

/**
 * The next round: what is new, with a few that were hard; then all that were, and then what was done longest ago.
 * @param {string[]} ids in an order made by chance @param {Known} known @param {number} day
 */
export function nextRound(ids, known, day) {
  const fresh = ids.filter((id) => !known[id]);
  const hard = ids.filter((id) => known[id] && (!known[id].right || isDue(known[id], day)));
  const past = ids.filter((id) => known[id]).sort((one, other) => known[one].seen - known[other].seen);
  return [...new Set([...hard.slice(0, AGAIN), ...fresh, ...hard, ...past])].slice(0, ROUND);
}
