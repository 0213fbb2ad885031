/**
 * Says what a person should know of the connection, in a page that is nothing without it or has it on one slide.
 *
 * Hears what `boot.js` sends: `ehbi:full`, `ehbi:lost`, `ehbi:back`; and `ehbi:started`, from what the notebook shows.
 */

const [guide, waiting, trouble] = ["guide", "waiting", "trouble"].map(
  (name) => /** @type {HTMLElement} */ (document.getElementById(`page_${name}`)),
);

/** What to say when nothing came, by what went wrong. @type {Record<string, string>} */
const REASONS = {
  left: "De verbinding is weg.",
  full: "Het openen duurt langer dan gewoon.",
  slow: "Het openen duurt langer dan gewoon.",
  "Error: guide 403": "Je bent niet meer ingelogd. Laad de pagina opnieuw om weer in te loggen.",
  "Error: guide 503": "Deze pagina start nu niet. Misschien is het te druk: probeer het zo nog eens.",
};
const OTHERWISE = "Er is geen verbinding. Kijk of EHBI nog draait, en laad de pagina opnieuw.";
const LOST = "De verbinding is weg.";

/** @param {...string} words */
function tell(...words) {
  const inside = guide.contains(document.activeElement);
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "strong",
    textContent: "Laad de pagina opnieuw",
    onclick: () => location.reload(),
  });
  const said = Object.assign(document.createElement("p"), { textContent: words.filter(Boolean).join(" ") });
  trouble.replaceChildren(said, button);
  if (inside) button.focus();
}

/** Whether the connection has gone: what is still on its way then comes to life no more. */
let over = false;

/** @param {...string} words */
function end(...words) {
  over = true;
  waiting.hidden = true;
  tell(...words);
  // Nobody should type into what keeps nothing.
  guide.inert = true;
}

function clear() {
  if (over) return;
  waiting.hidden = true;
  trouble.replaceChildren();
}

document.addEventListener("ehbi:started", clear);
document.addEventListener("ehbi:back", () => {
  over = guide.inert = false;
  clear();
});
document.addEventListener("ehbi:full", (event) => {
  const { reason, over: isLast } = /** @type {CustomEvent} */ (event).detail;
  (isLast ? end : tell)(REASONS[reason] ?? OTHERWISE);
});
document.addEventListener("ehbi:lost", () => end(LOST, guide.dataset.kept ?? ""));
