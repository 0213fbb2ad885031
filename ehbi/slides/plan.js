/** The plan of a workshop of so many minutes: which slides the room gets, and when each of them should be there. Kept with the page's place in the history, and told to windows that follow. */

import { hear, make, say } from "ehbi/elements";
import { isExercise, number } from "ehbi/slides/order";

/** @typedef {{ name: string, slides: string[], minutes: number }} Part */
/** @typedef {{ name: string, minutes: number, from: number, to: number, total: number }} Turn what a slide has of its plan: the part and its minutes, and from when to when it is its turn, in minutes */

const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById("slides_minutes"));
const [agenda, told] = ["agenda", "planned"].map((id) => document.getElementById(`slides_${id}`));
if (choice && history.state?.minutes !== undefined) choose(history.state.minutes);

/** For how many minutes there is a plan; 0 without one. */
export const minutes = () => Number(choice?.value ?? 0);

/** @param {number} wanted */
function choose(wanted) {
  if (choice && [...choice.options].some(({ value }) => value === String(wanted))) choice.value = String(wanted);
}

/** @returns {Part[]} none without a plan */
const parts = () => JSON.parse(choice?.selectedOptions[0]?.dataset.parts ?? "[]");

/** The slides of the plan, in its order; nothing without one. @param {HTMLElement[]} slides */
export function planned(slides) {
  const own = here(parts(), slides);
  const shown = own.flatMap(({ slides: ids }) => ids.flatMap((id) => slides.find((one) => one.id === id) ?? []));
  const cases = shown.filter(isExercise);
  draw(own, cases.length);
  if (!shown.length) return null;
  number(cases);
  return shown;
}

/** The parts with the slides that there are. @param {Part[]} of @param {HTMLElement[]} slides */
const here = (of, slides) => of.map((part) => ({ ...part, slides: part.slides.filter((id) => slides.some((one) => one.id === id)) }));

/** @param {Part[]} own @param {number} cases */
function draw(own, cases) {
  if (told) say(told, own.length ? `Met ${cases} ${cases === 1 ? "oefencasus" : "oefencasussen"} voor deze zaal.` : "");
  agenda?.replaceChildren(
    ...own.map((part) => make("li", {}, make("span", { textContent: part.name }), " ", make("span", { className: "version", textContent: `${part.minutes} min` }))),
  );
}

/** What a slide has of the plan; nothing without one. @param {HTMLElement} slide @returns {Turn | null} */
export function turn(slide) {
  let from = 0;
  for (const part of parts()) {
    const ids = part.slides.filter((id) => document.getElementById(id));
    const at = ids.indexOf(slide.id);
    const each = part.minutes / (ids.length || 1);
    if (at >= 0) return { name: part.name, minutes: part.minutes, from: from + at * each, to: from + (at + 1) * each, total: minutes() };
    from += part.minutes;
  }
  return null;
}

/** @param {() => void} onPlan is told when another plan is chosen, here or in the window that leads */
export function watchPlan(onPlan) {
  choice?.addEventListener("change", onPlan);
  hear("slides:plan", ({ minutes: wanted }) => {
    const now = minutes();
    choose(wanted);
    if (minutes() !== now) onPlan();
  });
}
