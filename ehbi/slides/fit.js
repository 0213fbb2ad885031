/** Letters as large as the slide has room for; that there is room for them was found out when the deck was made. */

const SMALLEST = 0.55;
const SMALLEST_STEP = 0.7; // of a guide: what has no room then scrolls beside the chart

/** Make the words smaller until all of them are in sight; on a window of an odd size they scroll. @param {HTMLElement} now */
export function fit(now) {
  const words = /** @type {HTMLElement | null} */ (now.querySelector(".words, .large"));
  for (let size = 1; words && size >= SMALLEST; size -= 0.02) {
    words.style.setProperty("--fit", String(size));
    if (words.scrollHeight <= words.clientHeight && words.scrollWidth <= words.clientWidth) break;
  }
  if (guide && now.contains(guide)) fitStep();
}

/** The guide of a server, which shows another step when the room answers. */
const guide = document.getElementById("page_guide");

/** Make a step of the guide smaller until its last answer is in sight. */
function fitStep() {
  const card = /** @type {HTMLElement | null | undefined} */ (guide?.querySelector(".ehbi-steps .ehbi-card"));
  const last = [...(card?.querySelectorAll("[data-answer]") ?? [])].at(-1);
  const pane = card?.closest(".ehbi-steps");
  if (!card || !last || !pane) return;
  for (let size = 1; size >= SMALLEST_STEP; size -= 0.05) {
    card.style.setProperty("zoom", String(size));
    const room = pane.getBoundingClientRect().bottom;
    if (last.getBoundingClientRect().bottom + pane.scrollTop <= room) break;
  }
}

if (guide) new MutationObserver(fitStep).observe(guide, { childList: true, subtree: true });
