// "Klopt deze stap niet?": what the desk says about a step, sent to whoever keeps the handbook.
import { revision, titleOf } from "ehbi/case";
import { all, byId, hear, say } from "ehbi/elements";
import { letterOf, mayWait, put, send } from "ehbi/outbox";

const dialog = /** @type {HTMLDialogElement} */ (byId("page_feedback"));
const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
const text = /** @type {HTMLTextAreaElement} */ (byId("page_feedback_text"));
const trouble = byId("page_feedback_trouble");
const NOT_KEPT = "Je melding kon niet worden bewaard. Probeer het later nog eens.";
const CANNOT_WAIT = "Er is geen verbinding. Een melding zonder cijfers, getallen en adressen kan wachten. Haal die weg, of probeer het later.";
const THANKS = "Je melding is bewaard. De beheerders van het handboek kijken ernaar.";
const WAITS = "Er is geen verbinding. Je melding wacht op deze computer en gaat weg als je het handboek open hebt en de verbinding er weer is.";
let step = "";
/** Of what is written now: also when it is sent again after an answer that got lost, it is one remark. */
let at = letterOf("feedback", {});

/** @param {string} message @param {boolean} inText whether what is written is the matter */
function complain(message, inText = false) {
  trouble.textContent = message;
  text.setAttribute("aria-invalid", String(inText));
  if (inText) text.focus();
}

/** @param {string} thanks "" to ask again */
function turn(thanks) {
  form.hidden = Boolean(thanks);
  byId("page_feedback_thanks").hidden = !thanks;
  say(byId("page_feedback_said"), thanks);
  if (thanks) byId("page_feedback_close").focus();
}

function open() {
  form.reset();
  complain("");
  turn("");
  at = letterOf("feedback", {});
  byId("page_feedback_step").textContent = titleOf(step);
  dialog.dataset.about = step;
  dialog.showModal();
}

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const doubt = new FormData(form).get("doubt");
  if (!doubt) return complain("Kies eerst wat er aan de hand is.");
  const letter = { ...at, body: { step: dialog.dataset.about, doubt, text: text.value, revision, mark: at.body.mark } };
  const { status, message } = await send(letter);
  if (status === 201) turn(THANKS);
  else if (status) complain(status === 422 ? message : NOT_KEPT, status === 422);
  else if (mayWait(text.value)) {
    put(letter);
    turn(WAITS);
  } else complain(CANNOT_WAIT, true);
}

hear("ehbi:shown", (now) => {
  step = now.step;
  byId("page_doubt").hidden = !step;
});
byId("page_doubt").addEventListener("click", open);
form.addEventListener("submit", submit);
for (const button of all("[data-close]", dialog)) button.addEventListener("click", () => dialog.close());
