// Focus, announcements and the address, for a guide made of ipywidgets.
//
// The function copy() of ehbi/book/clipboard.js stands before this: an anywidget is one module.

/** Where the person has to go on: the question of the current step, or the title of an outcome. */
const goal = () =>
  /** @type {HTMLElement | null} */ (
    document.querySelector(".ehbi-row-now:not(.ehbi-row-end) select") ?? document.querySelector(".ehbi-row-now .ehbi-title")
  );

/** Where steps are in sight: the window, or the part of it in which they scroll. @param {Element} steps */
const areaOf = (steps) => (steps.scrollHeight > steps.clientHeight ? steps.getBoundingClientRect() : { top: 0, bottom: innerHeight });

/** Focus the goal as soon as it is on screen. @param {number} tries */
function arrive(tries = 20) {
  const place = goal();
  if (place?.checkVisibility()) {
    place.focus({ preventScroll: true });
    const row = /** @type {Element} */ (place.closest(".ehbi-row-now"));
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { top, bottom } = row.getBoundingClientRect();
    const area = areaOf(/** @type {Element} */ (row.parentElement));
    if (top < area.top || bottom > area.bottom) row.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  } else if (tries > 0) {
    requestAnimationFrame(() => arrive(tries - 1));
  }
}

/**
 * With the keyboard, a closed dropdown takes every option that is passed on the way as an answer. Hold
 * those until Enter is pressed or the dropdown is left.
 * @param {AbortSignal} signal
 */
function holdKeys(signal) {
  /** @type {HTMLSelectElement | null} */
  let held = null;
  let keyed = false;
  const isOurs = (/** @type {EventTarget | null} */ target) =>
    target instanceof HTMLSelectElement && target.closest(".ehbi-row") !== null;
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

/** @param {{model: any, el: HTMLElement}} context @returns {() => void} */
function render({ model, el }) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const status = document.createElement("p");
  status.className = "ehbi-status";
  status.setAttribute("role", "status");
  el.append(status);

  const tell = (/** @type {object} */ more = {}) =>
    document.dispatchEvent(new CustomEvent("ehbi:case", { detail: { link: model.get("link"), revision: model.get("revision"), ...more } }));
  const hear = (/** @type {{kind: string, said: string, link: string}} */ message) => {
    if (message.kind === "opened") return tell({ opened: message.link });
    status.textContent = message.said;
    status.classList.toggle("ehbi-status-bad", message.kind === "fail");
    if (message.kind === "arrive") arrive();
  };
  const open = (/** @type {Event} */ event) => {
    const { link, revision } = /** @type {CustomEvent} */ (event).detail;
    model.send({ open: link, revision });
  };
  const onLink = () => tell();
  model.on("change:link", onLink);
  model.on("msg:custom", hear);
  document.addEventListener("ehbi:open", open, { signal });
  document.addEventListener("ehbi:jump", (event) => model.send({ jump: /** @type {CustomEvent} */ (event).detail.step }), { signal });
  document.addEventListener("ehbi:live", (event) => /** @type {CustomEvent} */ (event).detail.focus && arrive(), { signal });
  document.addEventListener(
    "click",
    async (event) => {
      const button = /** @type {Element} */ (event.target).closest(".ehbi-guide .ehbi-copy, .ehbi-guide .ehbi-copy-text");
      if (!button) return;
      const text = button.closest(".ehbi-handover-block")?.querySelector("pre")?.textContent;
      const done = await copy(text ?? model.get("summary"));
      const what = text ? "De tekst" : "De samenvatting";
      status.textContent = done ? `${what} is gekopieerd.` : "Kopiëren lukt niet in deze browser.";
    },
    { signal },
  );
  holdKeys(signal);
  tell();
  document.dispatchEvent(new CustomEvent("ehbi:started"));
  return () => {
    leaving.abort();
    model.off("change:link", onLink);
    model.off("msg:custom", hear);
  };
}

export default { render };
