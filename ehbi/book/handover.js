// The text for the contact that takes a case over.
import { answerLink, byId } from "ehbi/case";

/** @typedef {import("./case.js").Case} Case */

/** @param {string | undefined} title @param {string[]} lines @returns {string[]} */
const part = (title, lines) => (lines.length ? [[title, ...lines.map((line) => `- ${line}`)].join("\n")] : []);

/** @param {string} step @param {string} kind */
const isKind = (step, kind) => byId(step).dataset.kind === kind;

/**
 * Fill in the text for the contact that this case ends at; the same text as ehbi/handbook/handover.py makes, which
 * tests hold this to.
 * @param {Case} now
 */
export function fillHandover(now) {
  const block = now.step && /** @type {HTMLElement | null} */ (byId(now.step).querySelector(".ehbi-handover-block"));
  if (!block) return;
  const seen = now.given.filter(({ step }) => isKind(step, "situation")).map(({ step }) => byId(step).getAttribute("aria-label") ?? "");
  const line = (/** @type {import("./case.js").Given} */ { step, answer, assumed }) =>
    `${answerLink(step, answer)?.dataset.done}${assumed ? " (aangenomen)" : ""}`;
  const { from, sender, seen: saw, checked, tried, subject, closing } = block.dataset;
  const text = [
    ...part(from, sender ? [sender] : []),
    ...part(saw, seen),
    ...part(checked, now.given.filter(({ step }) => !isKind(step, "action")).map(line)),
    ...part(tried, now.given.filter(({ step }) => isKind(step, "action")).map(line)),
    closing,
  ].join("\n\n");
  /** @type {Element} */ (block.querySelector("pre")).textContent = text;
  const mail = block.querySelector("a");
  if (!mail) return;
  const about = seen.length ? `${subject}: ${seen.at(-1)}` : subject;
  mail.href = `${mail.href.split("?")[0]}?subject=${encode(about ?? "")}&body=${encode(text.replaceAll("\n", "\r\n"))}`;
}

/** As Python's quote does it. @param {string} text */
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
