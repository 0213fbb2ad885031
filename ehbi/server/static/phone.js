/** A phone in the room: shows what is asked, tells what its owner chose until that has arrived, and says afterwards what is right. */

const EVERY = 1500; // ms between two looks at what is asked
const TICK = 250; // ms between two looks at the clock
const PATIENCE = 2000; // ms for an answer
const [VOTER, CHOSEN, SEAT] = ["ehbi-stem", "ehbi-gekozen", "ehbi-tafel"];
const NOTHING = { place: "", story: "", asks: "Kijk op het scherm", options: [] };
const TOLD = {
  wait: "Zodra er een vraag is, staat die hier.",
  ask: "",
  again: "Bespreek het met je buur, en kies nog een keer.",
  sending: "Je keuze wordt verstuurd…",
  counts: "Je keuze telt mee. Je kunt nog veranderen.",
  closed: "De vraag is gesloten. Kijk op het scherm.",
  lost: "Geen verbinding. We proberen het opnieuw.",
};
const [RIGHT, OTHER, NONE] = ["Goed gekozen", "Het handboek kiest iets anders", "Dit zegt het handboek"];

/** @typedef {{ id: string, label: string }} Choice */
/** @typedef {{ right: string[], says: string[], why: string }} Answer what is right, what the handbook says and why */
/**
 * @typedef {{ place: string, story: string, asks: string, options: Choice[], writes?: number, before?: string, closed?: boolean, left?: number, told?: Answer }} Asked
 *   before: where the same was asked the first time; left: seconds; writes: characters of what can be written there
 */

/** @param {string} id @returns {HTMLElement} */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [asks, story, said, news, choices, left, answer, home] = ["asks", "story", "said", "news", "choices", "left", "answer", "home"].map((id) => part(`phone_${id}`));

/** @type {Asked | undefined} what is asked; nothing before the first answer of the server */
let now;
/** What is on show, as text, to see whether something else is. */
let shown = "";
/** When the time is up, as `performance.now()` has it; 0 where it is not counted. */
let ends = 0;
/** What was chosen, by place: sent again when a question comes back, so that a reload knows it too. @type {Record<string, string>} */
const chosen = JSON.parse(sessionStorage.getItem(CHOSEN) ?? "{}");
/** The choice has not arrived yet. */
let waits = false;
let [sending, looking, lost] = [false, false, false];
/** Why the server would not have the last choice. */
let refused = "";

/** Made by chance, and gone with this tab. @returns {string} */
function voter() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = sessionStorage.getItem(VOTER) ?? [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem(VOTER, made);
  return made;
}

/** @param {string} place @param {string} option nothing when it does not count */
function keep(place, option) {
  if (option) chosen[place] = option;
  else delete chosen[place];
  sessionStorage.setItem(CHOSEN, JSON.stringify(chosen));
}

/** The table that its owner sits at, where the room has teams: see phone_team.js. */
const seat = () => sessionStorage.getItem(SEAT) || undefined;

/** @param {Asked} of @returns {string} */
function state({ place, before, closed, told }) {
  if (lost) return TOLD.lost;
  if (told) return "";
  if (closed) return TOLD.closed;
  if (refused) return refused;
  if (waits) return TOLD.sending;
  if (chosen[place]) return TOLD.counts;
  if (before) return TOLD.again;
  if (!home.hidden) return TOLD.ask; // nothing more comes
  return place ? TOLD.ask : TOLD.wait;
}

/** Say how it is with the choice, and mark it. */
function draw() {
  const text = state(now ?? NOTHING);
  if (said.textContent !== text) said.textContent = text;
  for (const one of choices.querySelectorAll("button")) one.ariaPressed = String(one.dataset.option === chosen[now?.place ?? ""]);
}

/** Have the seconds that are left on show. */
function tick() {
  const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  left.hidden = !ends;
  if (ends) left.textContent = `Nog ${seconds} ${seconds === 1 ? "seconde" : "seconden"}`;
}

/** @param {object} [body] @returns {Promise<{ ok: boolean, told: any }>} */
async function ask(body) {
  const headers = { "Content-Type": "application/json", "EHBI-Phone": voter() }; // an address would stand in the logs of a proxy
  const how = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch("stem/vraag", { cache: "no-store", headers, signal, ...how });
  return { ok: answer.ok, told: await answer.json() };
}

/** Send the choice until the last one has arrived; when it does not, the next look begins again. */
async function send() {
  if (sending) return;
  sending = true;
  try {
    while (waits && now) {
      const [place, option, team] = [now.place, chosen[now.place], seat()];
      const { ok, told } = await ask({ place, option, voter: voter(), team });
      lost = false;
      if (ok && place !== now.place) keep(place, option); // it was in time after all
      if (place !== now.place || option !== chosen[place] || team !== seat()) continue;
      waits = false;
      refused = ok ? "" : told.message;
      if (!ok) keep(place, "");
    }
  } catch {
    lost = true;
  }
  sending = false;
  draw();
}

/** @param {string} option */
function choose(option) {
  keep(now?.place ?? "", option);
  [waits, refused] = [true, ""];
  draw();
  send();
}

/** @param {Asked} asked */
function show({ left: seconds, ...asked }) {
  ends = seconds === undefined ? 0 : performance.now() + 1000 * seconds;
  tick();
  const text = JSON.stringify(asked);
  if (text === shown) return;
  const held = choices.contains(document.activeElement);
  if (asked.place !== now?.place || asked.closed) settle(asked);
  shown = text;
  now = asked;
  if (asked.told) tellAnswer(asked, asked.told);
  else tellQuestion(asked);
  answer.hidden = !asked.told;
  document.dispatchEvent(new CustomEvent("phone:asked", { detail: asked }));
  if (held) asks.focus(); // what had it is gone
}

/** Know that a choice which has not arrived came too late, and which one counts of what is asked now. @param {Asked} asked */
function settle(asked) {
  const same = asked.place === now?.place;
  if (waits && now && !(same && sending)) keep(now.place, "");
  if (!same || !sending) waits = asked.place in chosen && !asked.closed;
  refused = "";
}

/** @param {Asked} asked */
function tellQuestion({ place, asks: question, story: begins, options, closed, before, writes }) {
  asks.textContent = question;
  story.textContent = begins;
  story.hidden = !begins;
  choices.replaceChildren(...options.map((one) => button(one, Boolean(closed))));
  const [what, count] = [before ? "Nog een keer." : "Nieuwe vraag.", options.length];
  news.textContent = place && !closed ? `${what} ${begins} ${question} ${writes ? "" : `${count} keuzes.`}` : "";
}

/** @param {Choice} option @param {boolean} closed */
function button({ id, label }, closed) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, dir: "auto", disabled: closed });
  made.dataset.option = id;
  made.onclick = () => choose(id);
  return made;
}

/** Say whether the last choice was right, what the handbook says, and why. @param {Asked} asked @param {Answer} told */
function tellAnswer({ place, before = "", options }, { right, says, why }) {
  const mine = chosen[place] ?? chosen[before];
  const own = options.find(({ id }) => id === mine)?.label;
  const good = right.includes(mine);
  asks.textContent = own ? (good ? RIGHT : OTHER) : NONE;
  answer.classList.toggle("right", Boolean(own) && good);
  story.hidden = true;
  choices.replaceChildren();
  const lines = [...(own && !good ? [line("yours", `Jij koos: ${own}`)] : []), ...says.map((one) => line("says", one)), ...(why ? [line("why", why)] : [])];
  answer.replaceChildren(...lines);
  news.textContent = [asks.textContent, ...lines.map((one) => one.textContent)].join(". ");
}

/** @param {string} className @param {string} textContent */
const line = (className, textContent) => Object.assign(document.createElement("p"), { className, textContent, dir: "auto" });

async function look() {
  if (document.hidden || looking) return;
  looking = true;
  try {
    const { ok, told } = await ask();
    if (!ok) throw new Error(told.message);
    lost = false;
    home.hidden = !told.home;
    const { teams = 0, ...asked } = told;
    document.dispatchEvent(new CustomEvent("phone:teams", { detail: teams }));
    show("place" in asked ? asked : NOTHING);
  } catch {
    lost = true;
  }
  looking = false;
  draw();
  if (waits && !lost) send();
}

/** Have a choice that still counts do so for the table that its owner sits at now. */
function changeSeat() {
  if (!now || now.closed || !chosen[now.place]) return;
  waits = true;
  draw();
  send();
}

document.addEventListener("phone:seat", changeSeat);
look();
setInterval(look, EVERY);
setInterval(tick, TICK);
document.addEventListener("visibilitychange", look);
addEventListener("online", look);
