// One key for what is done most: a number answers, Backspace steps back, a slash goes to the search. Whoever dictates or
// presses keys by accident can switch them off.
import { byId } from "ehbi/elements";
import { recall, remember } from "ehbi/memory";

const SETTING = "ehbi-keys";
const toggle = byId("page_keys_switch");
let on = recall(SETTING) !== "off";

function tell() {
  document.documentElement.classList.toggle("keyless", !on);
  toggle.textContent = on ? "Sneltoetsen uitzetten" : "Sneltoetsen aanzetten";
}

/** What a key stands for on the page as it is now. @param {string} key @returns {HTMLElement | undefined} */
function meant(key) {
  if (key === "Backspace") return byId("page_back");
  if (key === "/") return byId("page_search");
  const answers = document.querySelectorAll("#page_book > section.step:not([hidden]) .answer");
  return /[1-9]/.test(key) ? /** @type {HTMLElement | undefined} */ (answers[Number(key) - 1]) : undefined;
}

document.addEventListener("keydown", (event) => {
  const { key, target, repeat, altKey, ctrlKey, metaKey } = event;
  if (!on || key.length > 1 && key !== "Backspace" || repeat || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
  if (/** @type {Element} */ (target).closest("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const goal = meant(key);
  if (!goal || goal.hidden) return;
  event.preventDefault();
  if (goal instanceof HTMLInputElement) goal.focus();
  else goal.click();
});
toggle.addEventListener("click", () => {
  on = !on;
  tell();
  remember(SETTING, on ? "on" : "off");
});
tell();
