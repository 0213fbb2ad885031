/** A phone in the room: shows what is asked now, and tells what its owner chose until that has arrived. */

const EVERY = 1500; // ms between two looks at what is asked
const PATIENCE = 2000; // ms for an answer
const [VOTER, CHOSEN] = ["ehbi-stem", "ehbi-gekozen"];
const NOTHING = { place: "", story: "", asks: "Kijk op het scherm", options: [] };
const TOLD = {
  wait: "Zodra er een vraag is, staat die hier.",
  ask: "",
  sending: "Je keuze wordt verstuurd…",
  counts: "Je keuze telt mee. Je kunt nog veranderen.",
  lost: "Geen verbinding. We proberen het opnieuw.",
};

/** @typedef {{ place: string, story: string, asks: string, options: { id: string, label: string }[] }} Asked */

/** @param {string} id @returns {HTMLElement} */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [asks, story, said, news, choices, home] = ["asks", "story", "said", "news", "choices", "home"].map((id) => part(`phone_${id}`));

/** @type {Asked | undefined} what is asked; nothing before the first answer of the server */
let now;
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

/** @param {Asked} of @returns {string} */
function state({ place }) {
  if (lost) return TOLD.lost;
  if (refused) return refused;
  if (waits) return TOLD.sending;
  if (chosen[place]) return TOLD.counts;
  if (!home.hidden) return TOLD.ask; // nothing more comes
  return place ? TOLD.ask : TOLD.wait;
}

/** Say how it is with the choice, and mark it. */
function draw() {
  const text = state(now ?? NOTHING);
  if (said.textContent !== text) said.textContent = text;
  for (const one of choices.querySelectorAll("button")) one.ariaPressed = String(one.dataset.option === chosen[now?.place ?? ""]);
}

/** @param {object} [body] @returns {Promise<{ ok: boolean, told: any }>} */
async function ask(body) {
  const headers = { "Content-Type": "application/json" };
  const how = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
  const answer = await fetch("stem/vraag", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...how });
  return { ok: answer.ok, told: await answer.json() };
}

/** Send the choice until the last one has arrived; when it does not, the next look begins again. */
async function send() {
  if (sending) return;
  sending = true;
  try {
    while (waits && now) {
      const [place, option] = [now.place, chosen[now.place]];
      const { ok, told } = await ask({ place, option, voter: voter() });
      lost = false;
      if (ok && place !== now.place) keep(place, option); // it was in time after all
      if (place !== now.place || option !== chosen[place]) continue;
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
function show(asked) {
  if (asked.place === now?.place) return;
  if (waits && now) keep(now.place, ""); // it came too late
  const held = choices.contains(document.activeElement);
  now = asked;
  [waits, refused] = [asked.place in chosen, ""];
  asks.textContent = asked.asks;
  story.textContent = asked.story;
  story.hidden = !asked.story;
  choices.replaceChildren(
    ...asked.options.map(({ id, label }) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label, dir: "auto" });
      button.dataset.option = id;
      button.onclick = () => choose(id);
      return button;
    }),
  );
  const count = asked.options.length;
  news.textContent = asked.place ? `Nieuwe vraag. ${asked.story} ${asked.asks} ${count} keuzes.` : "";
  if (held) asks.focus(); // what had it is gone
}

async function look() {
  if (document.hidden || looking) return;
  looking = true;
  try {
    const { ok, told } = await ask();
    if (!ok) throw new Error(told.message);
    lost = false;
    home.hidden = !told.home;
    show("place" in told ? told : NOTHING);
  } catch {
    lost = true;
  }
  looking = false;
  draw();
  if (waits && !lost) send();
}

look();
setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
addEventListener("online", look);
