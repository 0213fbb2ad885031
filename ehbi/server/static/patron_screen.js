/** A patron's own screen: follows the desk, shows one action at a time, and tells what its reader chose until that has arrived. */

const EVERY = 1500; // ms between two looks at what is on it
const PATIENCE = 5000; // ms for an answer
const [HERE, NOW] = [location.pathname, `${location.pathname}/nu`];

/** @param {string} id @returns {HTMLElement} */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [lost, news] = [part("patron_lost"), part("patron_news")];
const screen = () => part("patron_screen");

/** What was chosen and has not arrived. @type {object | undefined} */
let waits;
let [looking, over] = [false, false];
/** Which line of the step is at hand, counted from 0. */
let line = 0;

/** @param {string} path @param {RequestInit} how */
async function ask(path, how) {
  const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...how });
  over ||= answer.status === 404;
  if (answer.status >= 500) throw new Error(String(answer.status));
  return answer;
}

async function tell() {
  for (let sent = waits; sent; sent = waits) {
    await ask(HERE, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) });
    if (sent === waits) waits = undefined;
  }
}

async function look() {
  if (document.hidden || looking || over) return;
  looking = true;
  try {
    do {
      await tell();
      const answer = await ask(NOW, { headers: { "If-None-Match": `"${screen().dataset.known}"` } });
      if (answer.status === 200) show(await answer.text());
    } while (waits && !over);
    sayLost(false);
  } catch {
    sayLost(true);
  }
  looking = false;
  if (over) end();
}

/** @param {boolean} isLost */
function sayLost(isLost) {
  const { lang, dir, dataset } = screen();
  Object.assign(lost, { lang, dir, hidden: !isLost || over });
  const text = isLost ? (dataset.lost ?? "") : "";
  if (lost.textContent !== text) lost.textContent = text;
}

/** @param {string} html made by the server, of which all that is no markup of ours is escaped */
function show(html) {
  const made = new DOMParser().parseFromString(html, "text/html").getElementById("patron_screen");
  if (!made) return;
  const before = screen();
  const stays = made.dataset.step === before.dataset.step && made.lang === before.lang;
  const held = before.contains(document.activeElement) ? /** @type {HTMLButtonElement} */ (document.activeElement) : null;
  before.replaceWith(made);
  const { lang, dir } = made;
  Object.assign(document.documentElement, { lang, dir });
  if (!stays) line = 0;
  setLines();
  if (held) (again(held) ?? made.querySelector("main"))?.focus();
  if (stays) return;
  scrollTo(0, 0);
  Object.assign(news, { lang, dir, textContent: made.querySelector("main")?.innerText ?? "" });
}

/** The button that is now what another one was. @param {HTMLButtonElement} held */
const again = ({ name, value }) => /** @type {HTMLElement | null} */ (name ? screen().querySelector(`.says [name="${name}"][value="${value}"]`) : null);

/** Have one line of the step at hand, and the others to be chosen. */
function setLines() {
  const items = [...screen().querySelectorAll(".does > ol > li")];
  if (items.length < 2 || items.some((item) => item.querySelector("a"))) return;
  const buttons = items.map((item) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(...item.childNodes);
    item.append(button);
    return button;
  });
  const mark = () => buttons.forEach((button, at) => button.setAttribute("aria-current", at === line ? "step" : "false"));
  buttons.forEach((button, at) => {
    button.onclick = () => {
      line = at;
      mark();
    };
  });
  mark();
}

/** Nothing of the step stays on the screen. */
function end() {
  const said = Object.assign(document.createElement("p"), { className: "waits", textContent: screen().dataset.over });
  for (const one of screen().querySelectorAll("form, details")) one.remove();
  screen().querySelector("main")?.replaceChildren(said);
  lost.hidden = true;
  news.textContent = said.textContent;
}

document.addEventListener("submit", (event) => {
  const { submitter, target } = /** @type {SubmitEvent} */ (event);
  if (!(submitter instanceof HTMLButtonElement) || !(target instanceof HTMLFormElement)) return;
  event.preventDefault();
  waits = Object.fromEntries(new FormData(target, submitter));
  if (submitter.name === "said") for (const one of target.querySelectorAll("button")) one.ariaPressed = String(one === submitter);
  submitter.closest("details")?.removeAttribute("open");
  look();
});
document.addEventListener("visibilitychange", look);
addEventListener("online", look);
setLines();
look();
setInterval(look, EVERY);
