/** What a slide says when so many frames of it are shown, as lines of text: for who cannot see it, and for the presenter. */

import { all } from "ehbi/elements";

const BLOCKS = "h2, p, li, tr";
const ELSEWHERE = ".chart, .acts, .live, .code, form";

/** @typedef {{ kind: "story" | "", text: string }} Line what the presenter reads aloud, or any other text */

/** @param {HTMLElement} slide @param {number} frame counted from 0 @returns {Line[]} */
export function linesOf(slide, frame) {
  const texts = all(`.body :is(${BLOCKS})`, slide).filter((one) => isOn(one, frame) && !one.closest(ELSEWHERE) && !one.querySelector(BLOCKS));
  return texts.map(line).filter(({ text }) => text);
}

/** @param {HTMLElement} one @param {number} frame */
function isOn(one, frame) {
  const { only, since } = /** @type {HTMLElement | null} */ (one.closest("[data-only], [data-since]"))?.dataset ?? {};
  if (only !== undefined) return Number(only) === frame;
  return since === undefined || Number(since) <= frame;
}

/** @param {HTMLElement} one @returns {Line} */
function line(one) {
  const parts = one.matches("tr") ? all("th, td", one) : [one.querySelector(".label") ?? one];
  const texts = parts.map((part) => (part.textContent ?? "").replace(/\s+/g, " ").trim());
  return { kind: one.closest(".case") ? "story" : "", text: texts.filter(Boolean).join(" · ") };
}
