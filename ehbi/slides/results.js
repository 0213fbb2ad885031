/** Shows what the room found hard when that slide comes on the screen, and sends it when the presenter says so. */

import { all, around, hear, make } from "ehbi/elements";
import { markIn } from "ehbi/flowchart/marks";
import { look } from "ehbi/slides/camera";
import { fit } from "ehbi/slides/fit";
import { ask, said } from "ehbi/slides/save";

const part = document.getElementById("slides_results");
let here = false;
let step = "";

/** @template {HTMLElement} [T=HTMLElement] @param {string} query @returns {T} */
const find = (query) => /** @type {T} */ (part?.querySelector(query));

/** Look at a step on the chart; at all of it when there is none. @param {string} next */
function point(next) {
  step = next;
  const chart = find(".chart");
  if (!chart) return;
  markIn(chart, { visited: [], taken: [], current: step });
  look(chart);
  for (const button of part ? all("[data-step][aria-pressed]", part) : []) button.ariaPressed = String(button.dataset.step === step);
}

async function load() {
  if (!part) return;
  try {
    part.innerHTML = (await (await ask("uitslag")).json()).html;
  } catch (error) {
    part.replaceChildren(make("p", { className: "lead", textContent: said(error) }));
  }
  step = find(".hardest button")?.dataset.step ?? "";
  fitted();
}

/** Make all of it fit, as it is now. */
function fitted() {
  fit(/** @type {HTMLElement} */ (part?.closest(".slide")));
  point(step);
}

/** @param {boolean} asks */
function confirm(asks) {
  find("#results_send").hidden = asks;
  find("#results_sure").hidden = !asks;
  find(asks ? "#results_yes" : "#results_send").focus();
  fitted();
}

async function send() {
  find("#results_yes").setAttribute("disabled", "");
  try {
    await ask("uitslag", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
    await load();
    find("#results_said")?.focus(); // what was pressed is gone
  } catch (error) {
    find("#results_yes").removeAttribute("disabled");
    find("#results_said").textContent = said(error);
  }
}

part?.addEventListener("click", (event) => {
  const button = around(event, "button");
  if (!button || button.dataset.save) return;
  const asked = button.dataset.step;
  if (asked) point(asked === step ? "" : asked);
  else if (button.id === "results_yes") send();
  else confirm(button.id === "results_send");
});
hear("slides:shown", ({ place }) => {
  const came = place === `${part?.closest(".slide")?.id}.1`;
  // The slide is drawn after this; a window of another size is drawn in anew.
  if (came && here) queueMicrotask(fitted);
  else if (came) load();
  here = came;
});
