// The handbook as this page has it: its sections are the steps and the links in them the answers, so there is one source.
import { all, byId } from "ehbi/elements";
import { Moves } from "ehbi/rules";

/** @param {HTMLElement} link @returns {string} */
const labelIn = (link) => link.querySelector(".label")?.textContent ?? "";

/** Where a link in the page leads. @param {HTMLElement} link @returns {string} */
export const target = (link) => decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));

/** @param {HTMLElement} link @returns {import("./rules.js").Answer} */
const answerIn = (link) => ({ id: link.dataset.answer ?? "", label: labelIn(link), leads: target(link), done: link.dataset.done ?? "" });

/** What is shown one at a time: the steps, and before them where a case starts. */
export const sections = all("section.step");
export const steps = sections.filter(({ id }) => id !== "page_start");
/** Where a case can start: the id of a step, and what is said of it. */
export const starts = all("a[data-start]").map((link) => ({ id: link.dataset.start ?? "", label: labelIn(link) }));
export const moves = new Moves(
  starts.map(({ id }) => id),
  new Map(steps.map((section) => [section.id, all("a[data-answer]", section).map(answerIn)])),
  new Map(steps.flatMap((section) => all(".former", section).map(({ id }) => /** @type {[string, string]} */ ([id, section.id])))),
);
/** What the handbook in this page is known by. */
export const revision = document.body.dataset.revision ?? "";

/** @param {string} step @returns {string} */
export const titleOf = (step) => byId(step).getAttribute("aria-label") ?? "";
/** What an answer says. @param {import("./rules.js").Given} given @returns {string} */
export const labelOf = ({ step, answer }) => moves.answerOf(step, answer)?.label ?? "";

/** What the address says, also when somebody damaged it. @returns {string} */
export function address() {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
