// Dropdowns by keyboard.

/**
 * With the keyboard, a closed dropdown takes every option that is passed on the way as an answer. Hold
 * those until Enter is pressed or the dropdown is left.
 * @param {string} where a selector of what the dropdowns are in
 * @param {AbortSignal} [signal] ends it
 */
export function holdKeys(where, signal) {
  /** @type {HTMLSelectElement | null} */
  let held = null;
  let keyed = false;
  const isOurs = (/** @type {EventTarget | null} */ target) =>
    target instanceof HTMLSelectElement && target.closest(".ehbi-row")?.closest(where) !== null;
  const release = () => {
    const select = held;
    held = null;
    select?.closest(".ehbi-row")?.classList.remove("ehbi-row-held");
    select?.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const down = (/** @type {KeyboardEvent} */ event) => {
    if (!isOurs(event.target)) return;
    keyed = !event.altKey && (event.key.startsWith("Arrow") || ["Home", "End", "PageUp", "PageDown"].includes(event.key) || event.key.length === 1 && event.key !== " ");
    if (event.key === "Enter" && held) {
      event.preventDefault();
      release();
    }
  };
  const change = (/** @type {Event} */ event) => {
    if (!keyed || !isOurs(event.target)) return;
    keyed = false;
    held = /** @type {HTMLSelectElement} */ (event.target);
    held.closest(".ehbi-row")?.classList.add("ehbi-row-held");
    event.stopImmediatePropagation();
  };
  document.addEventListener("keydown", down, { capture: true, signal });
  document.addEventListener("change", change, { capture: true, signal });
  document.addEventListener("pointerdown", () => (keyed = false), { capture: true, signal });
  document.addEventListener("focusout", (event) => event.target === held && release(), { capture: true, signal });
}
