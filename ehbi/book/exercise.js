// Exercises in the page: examples without their answers. Only their stories stand there for this, each with the case that
// it is; steps and answers are the page's own. The same rules as ehbi/handbook/examples.py, which
// tests hold this to.
import { answersOf, byId, labelOf, open, starts, target } from "ehbi/case";

/** @typedef {import("./case.js").Case} Case */
/** @typedef {{id: string, label: string, leads: string, right: boolean}} Option */
/** @typedef {{step: string, options: Option[], right: Option}} Choice  `step` is "" where the situation is chosen */
/** @typedef {{title: string, story: string, situation: string, outcome: string, choices: Choice[]}} Exercise */
/** @typedef {{at: number, exercise: Exercise, choice: Choice}} Place  `at` counts exercises from 0 */
/** @typedef {Place & {option: Option}} Made */

/** @param {string} step @param {Omit<Option, "right">[]} all @param {string[]} right the example's own is the first @returns {Choice} */
function choice(step, all, right) {
  const options = all.map((one) => ({ ...one, right: right.includes(one.id) }));
  return { step, options, right: /** @type {Option} */ (options.find(({ id }) => id === right[0])) };
}

/** Who sees at once that the handbook is not about this is right, where the example ends at just that. @param {Case} path */
function first({ start, step }) {
  const label = (/** @type {string} */ id) => labelOf(/** @type {HTMLAnchorElement} */ (document.querySelector(`a[data-start="${id}"]`)));
  return choice("", starts.map((id) => ({ id, label: label(id), leads: id })), [start, step]);
}

/** @param {import("./case.js").Given} given */
function check({ step, answer }) {
  const options = answersOf(step).map((link) => ({ id: link.dataset.answer ?? "", label: labelOf(link), leads: target(link) }));
  return choice(step, options, [answer]);
}

/** @param {Element} story @returns {Exercise} */
function exercise(story) {
  const path = open(story.getAttribute("data-case") ?? "");
  const choices = [first(path), ...path.given.map(check)];
  return { title: story.getAttribute("title") ?? "", story: story.textContent ?? "", situation: path.start, outcome: path.step, choices };
}

/** How many there are. */
export const count = () => /** @type {HTMLTemplateElement} */ (byId("page_exercises")).content.childElementCount;

/** In the handbook's order. @param {string} situation the one to practise, which then need not be chosen; "" for all @returns {Exercise[]} */
export function exercises(situation) {
  const all = [.../** @type {HTMLTemplateElement} */ (byId("page_exercises")).content.children].map(exercise);
  if (!situation) return all;
  return all.filter((one) => one.situation === situation).map((one) => ({ ...one, choices: one.choices.slice(1) }));
}

/** @template T @param {T[]} list @returns {T[]} */
export function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}

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
