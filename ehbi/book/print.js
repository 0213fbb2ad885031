// Printing: this step, this case or the whole handbook. What is to come stands on the root element, where print.css reads
// it. The browser's own command makes no choice: it prints the case at hand, and the handbook when there is none.
import { byId } from "ehbi/case";

const choice = byId("page_print");
const { dataset } = document.documentElement;
const ofCase = /** @type {HTMLButtonElement[]} */ ([...choice.querySelectorAll("[value=step], [value=case]")]);
let underWay = false;

/** An open panel lies over the page, on paper too. */
function clear() {
  for (const panel of document.querySelectorAll(".panel:popover-open")) /** @type {HTMLElement} */ (panel).hidePopover();
}

choice.addEventListener("click", (event) => {
  const { value } = /** @type {HTMLButtonElement} */ (event.target);
  if (!value) return;
  choice.hidePopover();
  dataset.print = value;
  print();
});
document.addEventListener("ehbi:shown", (event) => {
  underWay = Boolean(/** @type {CustomEvent} */ (event).detail.step);
  for (const button of ofCase) button.hidden = !underWay;
});
addEventListener("beforeprint", () => {
  dataset.print ??= underWay ? "case" : "handbook";
  if (dataset.print === "handbook") clear();
  document.dispatchEvent(new CustomEvent("ehbi:print", { detail: { what: dataset.print } }));
});
addEventListener("afterprint", () => delete dataset.print);
