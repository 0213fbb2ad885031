// "Klopt deze stap niet?": what the desk says about a step, sent to whoever keeps the handbook.
import { revision, titleOf } from "ehbi/case";
import { all, byId, hear } from "ehbi/elements";

const dialog = /** @type {HTMLDialogElement} */ (byId("page_feedback"));
const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
const text = /** @type {HTMLTextAreaElement} */ (byId("page_feedback_text"));
const trouble = byId("page_feedback_trouble");
const NOT_KEPT = "Je melding kon niet worden bewaard. Probeer het later nog eens.";
let step = "";

/** @param {string} message @param {boolean} inText whether what is written is the matter */
function complain(message, inText = false) {
  trouble.textContent = message;
  text.setAttribute("aria-invalid", String(inText));
  if (inText) text.focus();
}

/** @param {boolean} thanks */
function turn(thanks) {
  form.hidden = thanks;
  byId("page_feedback_thanks").hidden = !thanks;
}

function open() {
  form.reset();
  complain("");
  turn(false);
  byId("page_feedback_step").textContent = titleOf(step);
  dialog.dataset.about = step;
  dialog.showModal();
}

/** @param {object} remark @returns {Promise<{status: number, message: string}>} */
async function send(remark) {
  try {
    const answer = await fetch("feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(remark) });
    const { message = "" } = await answer.json();
    return { status: answer.status, message };
  } catch {
    return { status: 0, message: "" };
  }
}

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const doubt = new FormData(form).get("doubt");
  if (!doubt) return complain("Kies eerst wat er aan de hand is.");
  const { status, message } = await send({ step: dialog.dataset.about, doubt, text: text.value, revision });
  if (status === 201) {
    turn(true);
    byId("page_feedback_close").focus();
  } else complain(status === 422 ? message : NOT_KEPT, status === 422);
}

hear("ehbi:shown", (now) => {
  step = now.step;
  byId("page_doubt").hidden = !step;
});
byId("page_doubt").addEventListener("click", open);
form.addEventListener("submit", submit);
for (const button of all("[data-close]", dialog)) button.addEventListener("click", () => dialog.close());
