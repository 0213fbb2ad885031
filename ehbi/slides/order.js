/** Which exercises the room gets, and in which order; kept with the page's place in the history, so that a reload goes on with it. */

import { shuffled } from "ehbi/shuffled";

/** @typedef {{ situation: string, order: keyof typeof ORDERS }} Wish  `situation` is "*" for all */

const ORDERS = { grouped, turns, shuffled };
/** @type {{ wish?: Wish, exercises?: string[] }} */
let kept = history.state ?? {};

/** What has to stay with the page's place in the history. */
export const state = () => kept;

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("slides_order"));

export const isExercise = (/** @type {HTMLElement} */ slide) => slide.dataset.situation !== undefined;

/** @param {HTMLElement[]} exercises @returns {HTMLElement[][]} those of each situation */
const groups = (exercises) => [...Map.groupBy(exercises, ({ dataset }) => dataset.situation).values()];

/** @param {HTMLElement[]} exercises */
function grouped(exercises) {
  return groups(exercises).flat();
}

/** @param {HTMLElement[]} exercises */
function turns(exercises) {
  const all = groups(exercises);
  return exercises.flatMap((_, round) => all.flatMap((group) => group[round] ?? []));
}

/** Say which exercise it is, and of how many. @param {HTMLElement[]} exercises */
export function number(exercises) {
  exercises.forEach((one, at) => {
    const number = /** @type {HTMLElement} */ (one.querySelector("h1"));
    number.textContent = `Oefening ${at + 1} van ${exercises.length}`;
  });
}

/**
 * All slides but the exercises that are not wished for, with the others in the order that was chosen.
 * @param {HTMLElement[]} slides
 */
export function arranged(slides) {
  if (!form) return slides;
  const exercises = slides.filter(isExercise);
  const first = slides.indexOf(exercises[0]);
  const ids = kept.exercises ?? grouped(exercises).map(({ id }) => id);
  const wished = ids.flatMap((id) => exercises.find((one) => one.id === id) ?? []);
  number(wished);
  return [...slides.slice(0, first), ...wished, ...slides.slice(first + exercises.length)];
}

/** @param {HTMLElement[]} slides @param {Wish} wish */
function keep(slides, wish) {
  const wished = slides.filter((one) => isExercise(one) && [one.dataset.situation, "*"].includes(wish.situation));
  const exercises = ORDERS[wish.order](wished).map(({ id }) => id);
  kept = { wish, exercises };
}

/** Have the form say what comes, and do what it says. @param {HTMLElement[]} slides @param {() => void} onOrder is told of each change */
export function watchOrder(slides, onOrder) {
  if (!form) return;
  const wish = kept.wish ?? { situation: "*", order: "grouped" };
  for (const [name, value] of Object.entries(wish)) {
    const field = /** @type {RadioNodeList | HTMLSelectElement} */ (form.elements.namedItem(name));
    field.value = value;
  }
  form.addEventListener("change", () => {
    keep(slides, /** @type {Wish} */ (Object.fromEntries(new FormData(form))));
    onOrder();
  });
}
