/** Asks the server for a guide, as long as it takes and only while somebody looks at the page. */

class NoGuide extends Error {
  /** @param {Response} answer */
  constructor(answer) {
    super(`guide ${answer.status}`);
    this.full = answer.status === 503;
    this.seconds = Number(answer.headers.get("Retry-After")) || 0;
  }
}

/** @param {AbortSignal} signal @returns {Promise<string>} the guide's HTML @throws {NoGuide} */
export async function fetchGuide(signal) {
  const source = document.getElementById("page_guide")?.dataset.source ?? "guide";
  const answer = await fetch(source, { cache: "no-store", signal });
  if (!answer.ok) throw new NoGuide(answer);
  return answer.text();
}

/**
 * Ask until there is a guide to be had.
 * @param {(reason: string) => void} tell is told why there is none, each time
 * @param {AbortSignal} signal ends the asking
 */
export async function awaitGuide(tell, signal) {
  for (let pause = 2; ; pause = Math.min(2 * pause, 60)) {
    try {
      return await fetchGuide(signal);
    } catch (error) {
      signal.throwIfAborted();
      const { full = false, seconds = 0 } = /** @type {Partial<NoGuide>} */ (error);
      tell(full ? "full" : String(error));
      await rest(seconds || pause, signal);
    }
  }
}

/**
 * Wait so long and a bit, as not all pages may ask at once, or until the server is heard again; and then until the page
 * is looked at.
 * @param {number} seconds
 * @param {AbortSignal} signal
 */
export async function rest(seconds, signal) {
  const time = new Promise((resolve) => setTimeout(resolve, seconds * (1 + Math.random() / 2) * 1000));
  const over = new AbortController();
  await Promise.race([time, happens(["slides:back"], over.signal)]);
  over.abort();
  signal.throwIfAborted();
  if (document.hidden) await happens(["visibilitychange"], signal);
}

/**
 * @param {string[]} types
 * @param {AbortSignal} signal
 * @returns {Promise<void>} fulfilled when one of these events happens on a page that is looked at, before the signal
 */
export function happens(types, signal) {
  const over = new AbortController();
  signal.addEventListener("abort", () => over.abort(), { once: true });
  return new Promise((resolve) => {
    const done = () => document.hidden || (over.abort(), resolve());
    for (const type of types) document.addEventListener(type, done, { capture: true, signal: over.signal });
  });
}
