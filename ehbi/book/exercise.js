// Exercises: examples without their answers, found one choice at a time. The same rules as in ehbi/handbook/examples.py,
// which tests hold this to; nothing here knows of a page.

/** @typedef {import("./rules.js").Case} Case */
/** @typedef {{id: string, label: string, leads: string, right: boolean}} Option */
/** @typedef {{step: string, told: string, acts: boolean, options: Option[], right: Option}} Choice  `step` is "" where the situation is chosen; `acts`: what to do next */
/** @typedef {{id: string, title: string, parts: string[], link: string}} Story  what happened, part by part, and the case that it is */
/** @typedef {{id: string, title: string, story: string, ending: string, situation: string, outcome: string, choices: Choice[]}} Exercise */
/** @typedef {{at: number, exercise: Exercise, choice: Choice}} Place  `at` counts exercises from 0 */
/** @typedef {Place & {option: Option}} Made */

/** @param {string} step @param {string} told @param {Omit<Option, "right">[]} all @param {string[]} right the example's own is the first @returns {Choice} */
function choice(step, told, all, right) {
  const options = all.map(({ id, label, leads }) => ({ id, label, leads, right: right.includes(id) }));
  const acts = Boolean(step) && new Set(all.map(({ leads }) => leads)).size > 1;
  return { step, told, acts, options, right: /** @type {Option} */ (options.find(({ id }) => id === right[0])) };
}

/** One for each step to which answers lead; all of them where there is but one. @param {Omit<Option, "right">[]} answers @param {string} right @param {(step: string) => string} titleOf */
function ways(answers, right, titleOf) {
  /** @type {Map<string, Omit<Option, "right">>} */
  const found = new Map();
  for (const one of answers) if (!found.has(one.leads) || one.id === right) found.set(one.leads, one);
  return found.size === 1 ? answers : [...found.values()].map((one) => ({ ...one, label: titleOf(one.leads) }));
}

/**
 * @param {Story} story @param {import("./rules.js").Moves} moves of the handbook
 * @param {{id: string, label: string}[]} starts where a case can start @param {(step: string) => string} titleOf @returns {Exercise}
 */
export function exerciseOf({ id, title, parts, link }, moves, starts, titleOf) {
  const path = moves.open(link);
  const [story = "", ...told] = parts;
  // Who sees at once that the handbook is not about this is right, where the example ends at just that.
  const first = choice("", story, starts.map((one) => ({ ...one, leads: one.id })), [path.start, path.step]);
  const decisions = path.given.map(({ step, answer }, at) =>
    choice(step, told[at] ?? "", ways(moves.answersOf(step), answer, titleOf), [answer]),
  );
  return { id, title, story, ending: parts.at(-1) ?? "", situation: path.start, outcome: path.step, choices: [first, ...decisions] };
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

/** A round again as it was, from the options that were chosen; nothing when they are of other exercises. @param {Exercise[]} round @param {string[]} chosen @returns {Made[] | undefined} */
export function redone(round, chosen) {
  /** @type {Made[]} */
  const made = [];
  for (const id of chosen) {
    const place = placeAfter(round, made);
    const option = place?.choice.options.find((one) => one.id === id);
    if (!place || !option) return undefined;
    made.push({ ...place, option });
  }
  return made;
}

/** The choices that were wrong. @param {Made[]} made */
export const mistakes = (made) => made.filter(({ option }) => !option.right);

/** Only the exercises in which there was a mistake. @param {Exercise[]} round @param {Made[]} made */
export const again = (round, made) => round.filter((_, at) => mistakes(made).some((one) => one.at === at));
