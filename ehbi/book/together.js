// *Samen aan de balie*: a screen of the patron's own follows the step at hand, and what the patron says there stands at its
// answers. It ends with the case. The server knows the link by a token and hears this page by a key that is only here.
import { moves } from "ehbi/case";
import { byId, hear, make, say, tell } from "ehbi/elements";
import { answerFor } from "ehbi/languages";

/** @typedef {{address: string, token: string, key: string, start: string}} Link */
/** @typedef {"done" | "failed" | "unclear" | ""} Said */
/** @typedef {{said: Said, step: string, language: string, here: boolean}} News */

const OFTEN = 1500;
const PATIENCE = 8000;
const LOST = "Geen verbinding met het scherm van de lener. We proberen het opnieuw.";
const OVER = "Samen aan de balie is afgelopen.";
const NOBODY_YET = "Samen aan de balie: er kijkt nog niemand mee.";
const GONE = "Samen aan de balie: de lener kijkt niet meer mee. Laat de code nog eens zien.";
const HERE = "Samen aan de balie: de lener kijkt mee.";
const CANNOT = "Samen aan de balie lukt nu niet. Probeer het later nog eens.";

const button = byId("page_to_together");
const dialog = /** @type {HTMLDialogElement} */ (byId("page_together"));
const told = byId("page_together_said");
const line = /** @type {HTMLElement} */ (told.querySelector("p"));
const takeOver = /** @type {HTMLElement} */ (told.querySelector("button"));

/** @type {Link | null} */
let link = null;
/** @type {Window | null} */
let second = null;
/** Of this case, as the page has it. */
let [start, step] = ["", ""];
/** What is known of the patron's screen. */
let [wasHere, spoken] = [false, ""];
/** Of this case, as the desk's page has it. */
let language = "";
/** What the desk chose for the patron's screen, and has not arrived there. */
let wanted = "";
let asking = 0;

// ---- what the server is asked

/** @param {string} path @param {RequestInit} [how] */
const ask = (path, how = {}) => fetch(path, { ...how, signal: AbortSignal.timeout(PATIENCE) });

/** @param {Link} link @param {string} [part] */
const at = ({ token }, part = "") => `mee/${token}${part}`;

/** @param {object} body @param {Record<string, string>} [headers] @returns {RequestInit} */
const sending = (body, headers = {}) => ({ method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });

/** Whether an answer says that the link has ended. @param {Response} answer */
const isOver = ({ status }) => status === 404;

/** @param {Link} link */
async function move(link) {
  const sent = wanted;
  const answer = await ask(at(link), sending({ step, ...(sent && { language: sent }) }, { "EHBI-Key": link.key }));
  if (link !== asked()) return;
  // One that the server no longer has is not sent again: the step must get there.
  if (answer.status < 500 && sent === wanted) wanted = "";
  if (isOver(answer)) over();
  else if (!answer.ok) throw new Error(String(answer.status));
  else spoken = sent || spoken;
}

/** Have the patron's screen at the step of the page, and hear what was said there. @param {Link} link */
async function hearPatron(link) {
  const answer = await ask(at(link, "/gezegd"), { headers: { "EHBI-Key": link.key } });
  if (isOver(answer)) return over();
  if (!answer.ok) throw new Error(String(answer.status));
  const news = /** @type {News} */ (await answer.json());
  if (link === asked()) receive(news);
  if (link === asked() && step && (wanted || news.step !== step)) await move(link);
}

/** The link that is asked after now. @returns {Link | null} */
const asked = () => link;

async function look() {
  clearTimeout(asking);
  const mine = link;
  if (!mine) return;
  try {
    await hearPatron(mine);
  } catch {
    if (mine === asked()) show(LOST);
  }
  clearTimeout(asking);
  if (asked()) asking = setTimeout(look, OFTEN);
}

// ---- what the desk sees

/** Where it stands: under the answers of the step at hand, or at the end of a step without. */
function place() {
  const card = document.getElementById(step)?.querySelector(".ehbi-card");
  (card?.querySelector(".ask") ?? card)?.append(told);
}

/** @param {string} text @param {import("./rules.js").Answer} [answer] that the patron's words mean */
function show(text, answer) {
  told.hidden = !text;
  say(line, text);
  takeOver.hidden = !answer;
  takeOver.dataset.takes = answer?.id ?? "";
  takeOver.replaceChildren(...(answer ? ["Neem over: ", make("bdi", { textContent: answer.label })] : []));
}

/** @param {News} news */
function receive({ said, step: of, language: tag, here }) {
  const isNews = here && !wasHere;
  wasHere ||= here;
  if (isNews && dialog.open) dialog.close();
  if (tag && tag !== spoken && !wanted) {
    spoken = tag;
    tell("ehbi:spoken", { tag });
  }
  const says = of === step && said ? told.dataset[said] : "";
  const before = line.textContent;
  if (says) show(`De lener zegt: ${says}.`, answerFor(moves.answersOf(step), said));
  else show(here ? HERE : wasHere ? GONE : NOBODY_YET);
  if (says && line.textContent !== before) told.scrollIntoView({ block: "nearest" });
}

/** @param {boolean} on */
function showLink(on) {
  for (const id of ["link", "window", "end"]) byId(`page_together_${id}`).hidden = !on;
  byId("page_together_alone").hidden = true;
}

// ---- it begins and ends

async function begin() {
  say(byId("page_together_trouble"), "");
  wanted = "";
  const of = start;
  try {
    const answer = await ask("mee", sending({ step, language, at: location.href.split("#")[0] }));
    if (!answer.ok) throw new Error(String(answer.status));
    const { address, key, code } = await answer.json();
    have({ address, key, token: address.split("/").at(-1) ?? "", start: of }, code);
  } catch {
    say(byId("page_together_trouble"), CANNOT);
  }
}

/** @param {Link} made @param {string} code */
function have(made, code) {
  [link, wasHere, spoken] = [made, false, language];
  if (made.start !== start) return end();
  const image = /** @type {HTMLImageElement} */ (byId("page_together_code"));
  image.src = code;
  byId("page_together_address").textContent = made.address.replace(/^https?:\/\//, "");
  showLink(true);
  byId("page_together_link").hidden = !code; // where no phone can come there is none
  byId("page_together_alone").hidden = Boolean(code);
  place();
  show(NOBODY_YET);
  look();
}

function forget() {
  link = null;
  clearTimeout(asking);
  second?.close();
  second = null;
  showLink(false);
}

/** It has ended, and not by this page. */
function over() {
  forget();
  show(OVER);
}

/** End it: what the patron's screen then says is the server's. */
function end() {
  if (!link) return;
  ask(at(link), { method: "DELETE", keepalive: true, headers: { "EHBI-Key": link.key } }).catch(() => {});
  forget();
  show("");
}

hear("ehbi:shown", (/** @type {import("./rules.js").Case} */ now) => {
  [start, step] = [now.start, now.step];
  button.hidden = !step;
  if (link && link.start !== start) end();
  if (!link) show("");
  else {
    place();
    show(wasHere ? HERE : NOBODY_YET);
    look();
  }
});
hear("ehbi:patron", ({ tag }) => (language = tag));
hear("ehbi:chosen", ({ tag }) => {
  wanted = tag;
  look();
});
button.addEventListener("click", () => {
  dialog.showModal();
  if (!link) begin();
});
takeOver.addEventListener("click", () => {
  const answer = document.getElementById(step)?.querySelector(`[data-answer="${CSS.escape(takeOver.dataset.takes ?? "")}"]`);
  /** @type {HTMLElement | null} */ (answer)?.click();
});
byId("page_together_window").addEventListener("click", () => {
  if (link) second = open(at(link), "ehbi-mee", "popup,width=1000,height=700");
  dialog.close();
});
byId("page_together_end").addEventListener("click", () => {
  end();
  dialog.close();
});
byId("page_together_close").addEventListener("click", () => dialog.close());
addEventListener("pagehide", end);
