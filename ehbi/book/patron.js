// The step at hand as the patron may see it, across the desk: large, calm, and nothing that is meant for staff.
import { byId, hear } from "ehbi/elements";

const dialog = /** @type {HTMLDialogElement} */ (byId("page_patron"));
const button = byId("page_to_patron");

/** @type {HTMLTemplateElement | null} */
let words = null;
/** Pictures that the desk sees too are in the page once. */
const SHARED = '.ehbi-picture[data-for="both"]';

function open() {
  if (!words) return;
  const shared = [...(words.parentElement?.querySelectorAll(SHARED) ?? [])].map((one) => one.cloneNode(true));
  byId("page_patron_text").replaceChildren(words.content.cloneNode(true), ...shared);
  dialog.showModal();
  dialog.scrollTop = 0; // its one button, at the end, has the focus
}

hear("ehbi:shown", ({ step }) => {
  words = step ? byId(step).querySelector("template.for-patron") : null;
  button.hidden = !words;
});
button.addEventListener("click", open);
byId("page_patron_close").addEventListener("click", () => dialog.close());
