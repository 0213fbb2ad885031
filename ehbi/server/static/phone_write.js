/** A phone in the room that may write: sends a few words to the slide, and says why when they cannot be there. */

const PATIENCE = 4000; // ms for an answer
const NO_CONNECTION = "Geen verbinding. Je tekst staat er nog: probeer het zo nog eens.";
const DONE = "Staat op het scherm. Je kunt er nog een sturen.";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = part("phone_write");
const idea = /** @type {HTMLInputElement} */ (part("phone_idea"));
const written = part("phone_written");
let sending = false;

/** @param {string} text @returns {Promise<string>} how it went */
async function send(text) {
  const headers = { "Content-Type": "application/json" };
  const how = { method: "POST", headers, body: JSON.stringify({ text }), signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch("stem/idee", how);
  if (!answer.ok) return (await answer.json()).message;
  if (idea.value === text) idea.value = "";
  return DONE;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (sending) return;
  sending = true;
  written.textContent = await send(idea.value).catch(() => NO_CONNECTION);
  sending = false;
});
document.addEventListener("phone:asked", (event) => {
  form.hidden = !(/** @type {CustomEvent} */ (event).detail.writes);
  written.textContent = "";
});
