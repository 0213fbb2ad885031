/** Shows what the room chose before and after, and what it should remember, when that comes on the screen. */

import { all, hear, make } from "ehbi/elements";
import { fit } from "ehbi/slides/fit";
import { ask, said } from "ehbi/slides/save";

let last = "";

/** @param {HTMLElement} part */
async function load(part) {
  try {
    part.innerHTML = (await (await ask(part.dataset.recap ?? "")).json()).html;
  } catch (error) {
    part.replaceChildren(make("p", { className: "lead", textContent: said(error) }));
  }
  fit(/** @type {HTMLElement} */ (part.closest(".slide")));
}

hear("slides:shown", ({ place }) => {
  if (place === last) return;
  last = place;
  for (const part of all(".now [data-recap]")) if (!part.closest("[data-only]:not(.shown)")) load(part);
});
