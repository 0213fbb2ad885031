/**
 * Says what a person should know of the connection, in a page that is nothing without it.
 *
 * Hears what `boot.js` sends: `ehbi:full`, `ehbi:lost`; and `ehbi:started`, from what the notebook shows.
 */

const [guide, waiting, trouble] = ["guide", "waiting", "trouble"].map(
  (name) => /** @type {HTMLElement} */ (document.getElementById(`page_${name}`)),
);

/** What to say when nothing came, by what went wrong. @type {Record<string, string>} */
const REASONS = {
  left: "De verbinding is weg.",
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

document.addEventListener("ehbi:started", () => {
  if (over) return;
  waiting.hidden = true;
  trouble.replaceChildren();
});
document.addEventListener("ehbi:full", (event) => {
  const { reason } = /** @type {CustomEvent} */ (event).detail;
  if (reason === "slow") tell(REASONS.slow);
  else end(REASONS[reason] ?? OTHERWISE);
});
document.addEventListener("ehbi:lost", () => end(LOST, guide.dataset.kept ?? ""));
