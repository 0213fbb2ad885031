// Text on its way to the clipboard.
import { make } from "ehbi/elements";

/** Copy with or without leave to use the clipboard; the focus stays. @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { value: text });
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus({ preventScroll: true });
    return done;
  }
}

/** Where it is said, behind a button and those beside it, which stay in their place, how copying went. @param {HTMLElement} button @returns {HTMLElement} */
function saidBehind(button) {
  const last = button.parentElement?.lastElementChild;
  if (last?.classList.contains("ehbi-copied")) return /** @type {HTMLElement} */ (last);
  const said = make("span", { className: "ehbi-copied", role: "status" });
  button.parentElement?.append(said);
  return said;
}

/** Show a text below a button, to be copied by hand. @param {HTMLElement} button @param {string} text @returns {HTMLElement} */
function textBelow(button, text) {
  const shown = make("pre", { className: "ehbi-handover-text ehbi-by-hand", textContent: text });
  button.parentElement?.after(shown);
  return shown;
}

/**
 * Copy a text at the press of a button, which keeps the focus, and show behind it how that went. Where it cannot be
 * done, the text is selected, to be copied by hand.
 * @param {HTMLElement} button @param {string} text @param {HTMLElement | null} [shown] where the text stands already
 */
export async function copyAt(button, text, shown = null) {
  clearCopied();
  const said = saidBehind(button);
  const done = await copy(text);
  button.focus({ preventScroll: true });
  if (!done) getSelection()?.selectAllChildren(shown ?? textBelow(button, text));
  said.textContent = done ? "✓ Gekopieerd" : "Kopiëren lukt hier niet. De tekst is geselecteerd: kopieer die zelf.";
}

/** Say no more of what was copied before. */
export function clearCopied() {
  for (const said of document.querySelectorAll(".ehbi-copied")) said.textContent = "";
  for (const text of document.querySelectorAll(".ehbi-by-hand")) text.remove();
}
