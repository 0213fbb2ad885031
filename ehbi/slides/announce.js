/** Has a screen reader say what each press of the clicker brings: of a slide that goes on, only what is new. */

import { byId, hear, say } from "ehbi/elements";
import { linesOf } from "ehbi/slides/shown";

/** @param {string} text */
const ended = (text) => (/[.!?:]$/.test(text) ? text : `${text}.`);

let last = "";

hear("slides:shown", ({ place }) => {
  const slide = /** @type {HTMLElement | null} */ (document.querySelector(".now"));
  if (!slide || place === last) return;
  const [frame, goesOn] = [Number(place.split(".")[1]) - 1, place.split(".")[0] === last.split(".")[0]];
  last = place;
  const known = new Set(goesOn && frame ? linesOf(slide, frame - 1).map(({ text }) => text) : []);
  const fresh = linesOf(slide, frame).map(({ text }) => text).filter((text) => !known.has(text)); // prettier-ignore
  const title = goesOn ? [] : [slide.querySelector("h1")?.textContent ?? ""];
  say(byId("slides_said"), [...title, ...fresh].map(ended).join(" "));
});
