// What this browser remembers, for good or as long as its tab; it can refuse to.

/** @typedef {"localStorage" | "sessionStorage"} Where */

/** @param {string} key @param {Where} [where] @returns {string} */
export function recall(key, where = "localStorage") {
  try {
    return globalThis[where].getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} key @param {string} value "" to forget @param {Where} [where] */
export function remember(key, value, where = "localStorage") {
  try {
    if (value) globalThis[where].setItem(key, value);
    else globalThis[where].removeItem(key);
  } catch {
    // Then it is gone with this page.
  }
}
