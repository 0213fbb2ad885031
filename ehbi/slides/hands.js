// @ts-check
/** A show of hands: the presenter clicks what the room chose; it is marked there, and beside what is right. */

import { fit } from "ehbi/slides/fit";

/** What the room chose, by place; gone with the page. @type {Map<string, string>} */
const chosen = new Map();

/** @param {string} place @param {string} option what the room chose there, empty for nothing */
export function mark(place, option) {
  chosen.set(place, option);
  const lines = document.querySelectorAll(`.choices[data-poll="${CSS.escape(place)}"] li`);
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (lines)) {
    const here = line.dataset.option === option;
    line.classList.toggle("hand", here);
    line.querySelector("button")?.setAttribute("aria-pressed", String(here));
    /** @type {HTMLElement} */ (line.querySelector(".chosen")).hidden = !here;
  }
}

document.addEventListener("click", (event) => {
  const line = /** @type {Element} */ (event.target).closest(".choices button")?.closest("li");
  const place = line?.closest("ol")?.dataset.poll;
  if (!line || !place) return;
  const option = line.dataset.option ?? "";
  mark(place, chosen.get(place) === option ? "" : option);
  fit(/** @type {HTMLElement} */ (line.closest(".slide")));
  document.dispatchEvent(new CustomEvent("slides:hands", { detail: { place, option: chosen.get(place) } }));
});
