/** Letters as large as the slide has room for; that there is room for them was found out when the deck was made. */

const SMALLEST = 0.55;

/** Make the words smaller until all of them are in sight; on a window of an odd size they scroll. @param {HTMLElement} now */
export function fit(now) {
  const words = /** @type {HTMLElement | null} */ (now.querySelector(".words, .large"));
  for (let size = 1; words && size >= SMALLEST; size -= 0.02) {
    words.style.setProperty("--fit", String(size));
    if (words.scrollHeight <= words.clientHeight && words.scrollWidth <= words.clientWidth) break;
  }
}
