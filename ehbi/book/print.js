// Printing: this step, this case, what the patron reads, or the whole handbook. What is to come stands on the root element,
// where print.css reads it. The browser's own command makes no choice: it prints what fills the screen for the patron, or else
// the case at hand, or else the handbook.
import { all, byId, hear, tell } from "ehbi/elements";

const choice = byId("page_print");
const { dataset } = document.documentElement;
const ofPatron = /** @type {HTMLElement} */ (choice.querySelector("[value=patron]"));
const ofCase = all("[value=step], [value=case]", choice);
let underWay = false;
const isOpen = () => byId("page_patron").matches("[open]");

/** An open panel lies over the page, on paper too. */
function clear() {
  for (const panel of all(".panel:popover-open")) panel.hidePopover();
}

/** @param {string} what */
function printThis(what) {
  dataset.print = what;
  print();
}

choice.addEventListener("click", (event) => {
  const { value } = /** @type {HTMLButtonElement} */ (event.target);
  if (!value) return;
  choice.hidePopover();
  printThis(value);
});
byId("page_patron_print").addEventListener("click", () => printThis("patron"));
hear("ehbi:patron", ({ reads, name }) => {
  ofPatron.hidden = !reads;
  ofPatron.textContent = `Voor de lener${name ? ` (${name})` : ""}`;
});
hear("ehbi:shown", ({ step }) => {
  underWay = Boolean(step);
  for (const button of ofCase) button.hidden = !underWay;
});
addEventListener("beforeprint", () => {
  dataset.print ??= isOpen() ? "patron" : underWay ? "case" : "handbook";
  if (dataset.print === "handbook") clear();
  tell("ehbi:print", { what: dataset.print });
});
addEventListener("afterprint", () => delete dataset.print);
