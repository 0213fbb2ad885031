// Focus, announcements and the address, for a guide made of ipywidgets; and where no page of ours is around it, what its
// buttons do.
import { copyAt } from "ehbi/clipboard";
import { holdKeys } from "ehbi/dropdowns";
import { around, hear, make, tell } from "ehbi/elements";

/** Where the person goes on: the dropdown of the current step, or the title of an outcome; of a step whose buttons are the guide's own, the title. */
const goal = () => {
  const title = document.querySelector(".ehbi-guide .ehbi-title");
  const inDropdowns = document.activeElement?.closest(".ehbi-guide .ehbi-row");
  const row = document.querySelector(".ehbi-guide .ehbi-row-now select");
  const place = (title && !inDropdowns ? title : row) ?? title ?? document.querySelector(".step:not([hidden]) .ehbi-title");
  return /** @type {HTMLElement | null} */ (place);
};

/** Focus the goal as soon as it is on screen. @param {number} tries */
function arrive(tries = 20) {
  const place = goal();
  if (place?.checkVisibility()) {
    place.focus({ preventScroll: true });
    const shown = place.closest(".ehbi-card") ?? place;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { top, bottom } = shown.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) shown.scrollIntoView({ block: shown === place ? "nearest" : "start", behavior: calm ? "auto" : "smooth" });
  } else if (tries > 0) {
    requestAnimationFrame(() => arrive(tries - 1));
  }
}

/** What a button of the guide's own asks for. @param {HTMLElement} button @returns {object | null} */
function askedBy({ dataset, parentElement }) {
  if (dataset.start) return { begin: dataset.start };
  if (dataset.answer) return { answer: dataset.answer, step: parentElement?.closest("[data-step]")?.getAttribute("data-step") };
  if (dataset.again) return { again: dataset.again };
  if (dataset.confirm) return { confirm: Number(dataset.confirm) };
  if (dataset.deny) return { deny: Number(dataset.deny) };
  return null;
}

/** @param {import("../scripts/elements.js").Widget} widget @returns {() => void} */
function render({ model, el }) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const status = make("p", { className: "ehbi-status", role: "status" });
  el.append(status);

  const tellCase = (more = {}) => tell("ehbi:case", { link: model.get("link"), revision: model.get("revision"), ...more });
  const onLink = () => tellCase();
  const onMessage = (/** @type {{kind: string, said: string, link: string}} */ message) => {
    if (message.kind === "opened") return tellCase({ opened: message.link });
    status.textContent = message.said;
    status.classList.toggle("ehbi-status-bad", message.kind === "fail");
    if (message.kind === "arrive") arrive();
  };
  const press = (/** @type {MouseEvent} */ event) => {
    const button = around(event, ".ehbi-guide button");
    if (!button) return;
    const text = button.closest(".ehbi-handover-block")?.querySelector("pre") ?? null;
    if (button.matches(".ehbi-copy, .ehbi-copy-text")) return copyAt(button, text?.textContent ?? model.get("summary"), text);
    const asked = askedBy(button);
    // Where the second click of a double one comes down, the next step may have an answer already.
    if (asked && event.detail < 2) model.send(asked);
  };
  model.on("change:link", onLink);
  model.on("msg:custom", onMessage);
  hear("ehbi:open", ({ link, revision, remembered }) => model.send({ open: link, revision, remembered }), { signal });
  hear("ehbi:live", ({ focus }) => focus && arrive(), { signal });
  document.addEventListener("click", press, { signal });
  holdKeys(".ehbi-guide", signal);
  onLink();
  tell("ehbi:started");
  return () => {
    leaving.abort();
    model.off("change:link", onLink);
    model.off("msg:custom", onMessage);
  };
}

export default { render };
