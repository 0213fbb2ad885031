// A case as text: for the contact that takes it over, and as a summary. The same texts as handover.py and summary.py of
// ehbi/handbook make, which tests hold this to.
import { labelOf, moves, titleOf } from "ehbi/case";
import { byId } from "ehbi/elements";

/** @typedef {import("./rules.js").Case} Case */
/** @typedef {import("./rules.js").Given} Given */

/** @param {string | undefined} title @param {string[]} lines @returns {string[]} */
const part = (title, lines) => (lines.length ? [[title, ...lines.map((line) => `- ${line}`)].join("\n")] : []);

/** @param {string} step @param {string} kind */
const isKind = (step, kind) => byId(step).dataset.kind === kind;

/**
 * Fill in the text for the contact that this case ends at; there is none while an answer is assumed.
 * @param {Case} now
 */
export function fillHandover(now) {
  const block = now.step && /** @type {HTMLElement | null} */ (byId(now.step).querySelector(".ehbi-handover-block"));
  if (!block) return;
  block.hidden = now.given.some(({ assumed }) => assumed);
  const seen = now.given.filter(({ step }) => isKind(step, "situation")).map(({ step }) => titleOf(step));
  const line = (/** @type {Given} */ { step, answer }) => moves.answerOf(step, answer)?.done ?? "";
  const { from, sender, seen: saw, checked, done, subject, closing } = block.dataset;
  const text = [
    ...part(from, sender ? [sender] : []),
    ...part(saw, seen),
    ...part(checked, now.given.filter(({ step }) => !isKind(step, "action")).map(line)),
    ...part(done, now.given.filter(({ step }) => isKind(step, "action")).map(line)),
    closing,
  ].join("\n\n");
  /** @type {Element} */ (block.querySelector("pre")).textContent = block.hidden ? "" : text;
  const mail = block.querySelector("a");
  if (!mail) return;
  const about = seen.length ? `${subject}: ${seen.at(-1)}` : subject;
  mail.href = `${mail.href.split("?")[0]}?subject=${encode(about ?? "")}&body=${encode(text.replaceAll("\n", "\r\n"))}`;
}

/** As Python's quote does it. @param {string} text */
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** @param {Case} now @returns {string} */
export function summary(now) {
  const done = now.given.map(
    (given, at) => `${at + 1}. ${byId(given.step).dataset.asks} ${labelOf(given)}${given.assumed ? " (aangenomen)" : ""}`,
  );
  return [document.title, byId(now.start).dataset.named, ...(done.length ? ["", "Gedaan:", ...done] : []), "", byId(now.step).dataset.end].join("\n");
}
