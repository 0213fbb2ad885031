// Printing: this step, this case or the whole handbook. What is to come stands on the root element, where print.css reads
// it. The browser's own command makes no choice: it prints the case at hand, and the handbook when there is none.
import { all, byId, hear, tell } from "ehbi/elements";

const choice = byId("page_print");
const { dataset } = document.documentElement;
const ofCase = all("[value=step], [value=case]", choice);
let underWay = false;

/** An open panel lies over the page, on paper too. */
function clear() {
  for (const panel of all(".panel:popover-open")) panel.hidePopover();
}

choice.addEventListener("click", (event) => {
  const { value } = /** @type {HTMLButtonElement} */ (event.target);
  if (!value) return;
  choice.hidePopover();
  dataset.print = value;
  print();
});
hear("ehbi:shown", ({ step }) => {
  underWay = Boolean(step);
  for (const button of ofCase) button.hidden = !underWay;
});
addEventListener("beforeprint", () => {
  dataset.print ??= underWay ? "case" : "handbook";
  if (dataset.print === "handbook") clear();
  tell("ehbi:print", { what: dataset.print });
});
addEventListener("afterprint", () => delete dataset.print);
