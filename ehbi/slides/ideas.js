/** What the room says goes wrong: read from the server as long as that slide is on the screen, and cleared when the presenter says so. Nothing of it is kept. */

import { all, around, byId, hear, make, say } from "ehbi/elements";
import { fit } from "ehbi/slides/fit";
import { ask, said } from "ehbi/slides/save";

const EVERY = 1500; // ms between two looks
const [CLEAR, SURE] = ["Wis alles", "Zeker weten? Ja, wis alles"];

/** @typedef {{ number: number, text: string }} Idea */

const part = document.getElementById("slides_ideas");
const slide = /** @type {HTMLElement | null | undefined} */ (part?.closest(".slide"));
let drawn = "";
let busy = false;

/** @param {Idea[]} ideas */
function draw(ideas) {
  if (!part || !slide || drawn === JSON.stringify(ideas)) return;
  drawn = JSON.stringify(ideas);
  all(".ideas", part)[0].replaceChildren(
    ...ideas.map(({ number, text }) => {
      const button = make("button", { type: "button", textContent: "×", ariaLabel: `Haal weg: ${text}`, dataset: { idea: String(number) } });
      return make("li", {}, make("span", { dir: "auto", textContent: text }), button);
    }),
  );
  byId("ideas_clear").hidden = !ideas.length;
  fit(slide);
}

/** @param {RequestInit} [how] */
async function load(how) {
  try {
    draw((await (await ask("ideeen", how)).json()).ideas);
    say(byId("ideas_said"), "");
  } catch (error) {
    say(byId("ideas_said"), said(error));
  }
}

/** @param {number | "all"} what */
const clear = (what) => load({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ clear: what }) });

async function look() {
  if (busy || !slide?.classList.contains("now")) return;
  busy = true;
  await load();
  busy = false;
}

slide?.addEventListener("click", (event) => {
  const button = around(event, "button");
  if (button?.dataset.idea) clear(Number(button.dataset.idea));
  if (button?.id !== "ideas_clear") return;
  const sure = button.textContent === SURE;
  if (sure) clear("all");
  button.textContent = sure ? CLEAR : SURE;
});
hear("slides:shown", () => {
  if (part) byId("ideas_clear").textContent = CLEAR;
  look();
});
if (part) setInterval(look, EVERY);
