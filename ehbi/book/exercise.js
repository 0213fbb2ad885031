// Exercises: examples without their answers, found one choice at a time. The same rules as in ehbi/handbook/examples.py,
// which tests hold this to; nothing here knows of a page.

/** @typedef {import("./rules.js").Case} Case */
/** @typedef {{id: string, label: string, leads: string, right: boolean}} Option */
/** @typedef {{step: string, options: Option[], right: Option}} Choice  `step` is "" where the situation is chosen */
/** @typedef {{title: string, story: string, link: string}} Story  what happened, and the case that it is */
/** @typedef {{title: string, story: string, situation: string, outcome: string, choices: Choice[]}} Exercise */
/** @typedef {{at: number, exercise: Exercise, choice: Choice}} Place  `at` counts exercises from 0 */
/** @typedef {Place & {option: Option}} Made */

/** @param {string} step @param {Omit<Option, "right">[]} all @param {string[]} right the example's own is the first @returns {Choice} */
function choice(step, all, right) {
  const options = all.map(({ id, label, leads }) => ({ id, label, leads, right: right.includes(id) }));
  return { step, options, right: /** @type {Option} */ (options.find(({ id }) => id === right[0])) };
}

/**
 * @param {Story} story @param {import("./rules.js").Moves} moves of the handbook
 * @param {{id: string, label: string}[]} starts where a case can start @returns {Exercise}
 */
export function exerciseOf({ title, story, link }, moves, starts) {
  const path = moves.open(link);
  // Who sees at once that the handbook is not about this is right, where the example ends at just that.
  const first = choice("", starts.map((one) => ({ ...one, leads: one.id })), [path.start, path.step]);
  const checks = path.given.map(({ step, answer }) => choice(step, moves.answersOf(step), [answer]));
  return { title, story, situation: path.start, outcome: path.step, choices: [first, ...checks] };
}

/** Those of one situation, which then need not be chosen. @param {Exercise[]} exercises @param {string} situation @returns {Exercise[]} */
export const within = (exercises, situation) =>
  exercises.filter((one) => one.situation === situation).map((one) => ({ ...one, choices: one.choices.slice(1) }));

/** Where the next choice is made, after these; none when the round is over. @param {Exercise[]} round @param {Made[]} made @returns {Place | undefined} */
export function placeAfter(round, made) {
  const chosen = [...made];
  for (const [at, exercise] of round.entries()) {
    for (const choice of exercise.choices) {
      const option = chosen.shift()?.option;
      if (!option) return { at, exercise, choice };
      if (option.right && option.leads === exercise.outcome) break;
    }
  }
}

/** The choices that were wrong. @param {Made[]} made */
export const mistakes = (made) => made.filter(({ option }) => !option.right);

/** Only the exercises in which there was a mistake. @param {Exercise[]} round @param {Made[]} made */
export const again = (round, made) => round.filter((_, at) => mistakes(made).some((one) => one.at === at));
