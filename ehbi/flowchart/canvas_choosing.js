// A step is chosen: by typing, or by pointing at it on the chart. While one is aimed at, the kernel says what would come of it.
import { chooser } from "ehbi/chooser";
import { around, make, say } from "ehbi/elements";
import { nodesIn, pictureIn } from "ehbi/flowchart/marks";

const LINGER = 20; // ms that a step is aimed at before the kernel is asked

/** Aim at a step, and have it judged. @param {HTMLElement} place @param {HTMLElement} said @param {((to: string, number: number) => void) | null} ask */
export function aiming(place, said, ask) {
  let [number, timer, aimed] = [0, 0, ""];
  const mark = () => {
    for (const figure of place.querySelectorAll("figure")) for (const node of nodesIn(pictureIn(figure))) node.classList.toggle("aimed", node.dataset.step === aimed);
  };
  return {
    /** @param {string} step empty for none */
    aim(step) {
      if (step === aimed) return;
      aimed = step;
      number += 1;
      clearTimeout(timer);
      place.classList.remove("ehbi-refused");
      say(said, "");
      mark();
      if (step && ask) timer = setTimeout(() => ask(step, number), LINGER);
    },
    /** @param {{number: number, text: string, fits: boolean}} judged */
    hear(judged) {
      if (judged.number !== number) return;
      say(said, judged.text);
      place.classList.toggle("ehbi-refused", !judged.fits);
    },
    end() {
      clearTimeout(timer);
      this.aim("");
    },
  };
}

/** @typedef {ReturnType<typeof aiming>} Aim */
/** @typedef {{text: string, steps: import("../scripts/chooser.js").Option[], types: boolean}} Choice */

/**
 * Have a person choose a step.
 * @param {HTMLElement} root where the question is put
 * @param {HTMLElement} place the charts are in
 * @param {Choice} choice
 * @param {((to: string, number: number) => void) | null} ask have a step that is aimed at judged
 * @param {(step: string | null) => void} done the step, or null for none
 */
export function choosing(root, place, choice, ask, done) {
  const ended = new AbortController();
  const how = { signal: ended.signal, capture: true };
  const said = make("p", { role: "status", className: "ehbi-judged" });
  const aim = aiming(place, said, ask);
  const end = (/** @type {string | null} */ step) => {
    ended.abort();
    aim.end();
    bar.remove();
    place.classList.remove("ehbi-choosing");
    done(step);
  };
  const field = make("input", { ariaLabel: choice.text, placeholder: "Typ een deel van de titel" });
  const { list, said: counted, offer } = chooser(field, { aim: (step) => aim.aim(step), choose: end });
  offer(choice.steps);
  const stop = make("button", { type: "button", textContent: "Stop", onclick: () => end(null) });
  const bar = make("div", { className: "ehbi-choice", role: "group", ariaLabel: choice.text },
    make("p", { textContent: choice.text, dir: "auto" }), make("div", {}, field, stop), list, counted, said);
  const stepAt = (/** @type {Event} */ event) => around(event, ".node")?.dataset.step;
  place.addEventListener("click", (event) => {
    const step = stepAt(event);
    event.preventDefault();
    event.stopPropagation();
    if (step) end(step);
  }, how);
  for (const name of ["pointerover", "focusin"]) place.addEventListener(name, (event) => aim.aim(stepAt(event) ?? ""), how);
  root.addEventListener("keydown", (event) => {
    const step = ["Enter", " "].includes(event.key) ? stepAt(event) : undefined;
    if (!step && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(step ?? null);
  }, how);
  root.prepend(bar);
  place.classList.add("ehbi-choosing");
  if (choice.types) field.focus();
  return { hear: aim.hear, end: () => end(null) };
}
