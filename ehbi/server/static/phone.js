/** A phone in the room: shows what is asked now, and tells what its owner chose. */

const EVERY = 1500; // ms
const VOTER = "ehbi-stem";
const LOST = "Geen verbinding. We proberen het opnieuw.";

const asks = /** @type {HTMLElement} */ (document.getElementById("phone_asks"));
const said = /** @type {HTMLElement} */ (document.getElementById("phone_said"));
const choices = /** @type {HTMLElement} */ (document.getElementById("phone_choices"));

/** @typedef {{ place: string, asks: string, options: { id: string, label: string }[] }} Asked */

let place = "";
/** What is said again when the connection is back. */
let before = "";

/** Made by chance, and gone with this tab. @returns {string} */
function voter() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = sessionStorage.getItem(VOTER) ?? [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem(VOTER, made);
  return made;
}

/** @param {string} option @param {HTMLElement} button */
async function choose(option, button) {
  const body = JSON.stringify({ place, option, voter: voter() });
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch("stem/vraag", { method: "POST", headers, body });
    if (!answer.ok) throw new Error((await answer.json()).message);
    for (const one of choices.children) one.setAttribute("aria-pressed", String(one === button));
    said.textContent = "Je keuze telt mee. Je kunt nog veranderen.";
  } catch (error) {
    said.textContent = error instanceof TypeError ? "Geen verbinding. Probeer het nog eens." : /** @type {Error} */ (error).message;
  }
}

/** @param {Asked | {}} asked */
function show(asked) {
  const now = "place" in asked ? asked : { place: "", asks: "Kijk op het scherm", options: [] };
  if (now.place === place && asks.textContent) return;
  place = now.place;
  asks.textContent = now.asks;
  said.textContent = place ? "" : "Zodra er een vraag is, staat die hier.";
  choices.replaceChildren(
    ...now.options.map(({ id, label }) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label, dir: "auto" });
      button.setAttribute("aria-pressed", "false");
      button.onclick = () => choose(id, button);
      return button;
    }),
  );
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch("stem/vraag", { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const asked = await answer.json();
    if (said.textContent === LOST) said.textContent = before;
    show(asked);
  } catch {
    if (said.textContent !== LOST) before = said.textContent ?? "";
    said.textContent = LOST;
  }
}

look();
setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
