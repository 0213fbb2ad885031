/** A show of hands: the presenter clicks what the room chose; it is marked there, and beside what is right. */

import { all, around, tell } from "ehbi/elements";
import { fit } from "ehbi/slides/fit";

/** What the room chose, by place; gone with the page. @type {Map<string, string>} */
const chosen = new Map();

/** @param {string} place @param {string} option what the room chose there, empty for nothing */
export function mark(place, option) {
  if ((chosen.get(place) ?? "") === option) return;
  chosen.set(place, option);
  for (const line of all(`.choices[data-poll="${CSS.escape(place)}"] li`)) {
    const here = line.dataset.option === option;
    line.classList.toggle("hand", here);
    line.querySelector("button")?.setAttribute("aria-pressed", String(here));
    /** @type {HTMLElement} */ (line.querySelector(".chosen")).hidden = !here;
  }
}

document.addEventListener("click", (event) => {
  const line = around(event, ".choices button")?.closest("li");
  const place = line?.closest("ol")?.dataset.poll;
  if (!line || !place) return;
  const option = line.dataset.option ?? "";
  mark(place, chosen.get(place) === option ? "" : option);
  fit(/** @type {HTMLElement} */ (line.closest(".slide")));
  tell("slides:hands", { place, option: chosen.get(place) });
});
