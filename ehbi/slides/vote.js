/** The votes of a room on the slide: hidden until the presenter shows them, then as bars; of a room that votes twice, both. */

import { all, byId, hear, say, tell } from "ehbi/elements";

const TICK = 250; // ms between two looks at the clock

/**
 * @typedef {Record<string, number>} Times how often each option was chosen
 * @typedef {{ stage: number, hands: string, voted: number, times: Times, before: Times, split: boolean, present?: number, left?: number | null }} Standing
 *   how a poll stands: stage 0 is asked, 1 shown, 2 asked again, 3 shown again; `before` is the first vote of two
 * @typedef {Record<string, Standing>} Standings by place
 */

const [SHOWN, ASKED_AGAIN] = [1, 2];
const [row, text, time, show, count, again] = ["votes", "voted", "left", "show", "count", "again"].map((name) => byId(`slides_${name}`));
/** @type {Standings} */
let standings = {};
/** When the time of a question is up, as `performance.now()` has it; 0 where it is not counted. */
let ends = 0;
/** Of which votes a screen reader has said how they are. */
let said = "";

/** @param {number} stage */
const isShown = (stage) => stage % 2 === 1;
/** @param {Times} times */
const sum = (times) => Object.values(times).reduce((all, one) => all + one, 0);

/** The poll on the slide: its choices, how it stands, and whether the room is still asked. */
function onSlide() {
  const list = all(".now .choices").find((one) => one.closest(".shown"));
  const place = list?.dataset.poll ?? "";
  return { list, place, here: standings[place], asks: Boolean(list?.querySelector("button")) };
}

/** @param {Standings} heard what the server says */
export function drawVotes(heard) {
  standings = heard;
  for (const list of all(".now .choices")) drawBars(list);
  const { here, asks } = onSlide();
  const left = asks ? (here?.left ?? null) : null;
  ends = left === null ? 0 : performance.now() + 1000 * left;
  drawRow();
  tick();
  speak();
}

/** @param {HTMLElement} list */
function drawBars(list) {
  const { times = {}, before = {} } = standings[list.dataset.poll ?? ""] ?? {};
  const [voted, first] = [sum(times), sum(before)];
  list.classList.toggle("twice", first > 0);
  for (const line of all("li", list)) {
    const option = line.dataset.option ?? "";
    const [now, was] = [times[option] ?? 0, before[option] ?? 0];
    line.style.setProperty("--share", `${(100 * now) / (voted || 1)}%`);
    line.style.setProperty("--before", `${(100 * was) / (first || 1)}%`);
    say(/** @type {HTMLElement} */ (line.querySelector(".count")), voted ? (first ? `${was} → ${now}` : String(now)) : "");
  }
}

/** How many voted and what the presenter can do about it; then what a room does that was split. */
function drawRow() {
  const { here, asks } = onSlide();
  const open = asks && here && !isShown(here.stage);
  const split = asks && here?.split;
  const twice = here && sum(here.before) > 0;
  const there = open && (here.present || here.voted);
  row.hidden = !(there || split || twice);
  row.classList.toggle("split", Boolean(split));
  row.toggleAttribute("data-holds", Boolean(open && here.voted));
  show.hidden = count.hidden = !open;
  again.hidden = !split;
  /** @type {HTMLButtonElement} */ (show).disabled = !here?.voted;
  if (open) say(text, voted(here));
  else say(text, split ? "Bespreek het met je buur" : "Eerst → na overleg");
}

/** @param {Standing} here */
function voted({ stage, voted, present = 0 }) {
  const times = `${voted} van ${Math.max(voted, present)}`;
  return stage === ASKED_AGAIN ? `Nog een keer: ${times}` : `${times} ${voted === 1 ? "heeft" : "hebben"} gekozen`;
}

/** Have a screen reader say how the room voted, once that is shown. */
function speak() {
  const { list, place, here, asks } = onSlide();
  const now = `${place} ${here?.stage}`;
  if (!list || !asks || !here || !isShown(here.stage) || now === said) return;
  said = now;
  const lines = all("li", list).map((one) => `${one.querySelector(".label")?.textContent}: ${one.querySelector(".count")?.textContent}.`);
  say(byId("slides_said"), `De stemmen. ${lines.join(" ")}`);
}

function tick() {
  const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  time.hidden = !ends || show.hidden;
  say(time, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  say(count, ends ? "+ 30 s" : "30 s");
}

/** @param {boolean} open whether the votes are still hidden where that can be done */
function goOn(open) {
  const { place, here, asks } = onSlide();
  if (!asks || !here || !(open ? !isShown(here.stage) && here.voted : here.split && here.stage === SHOWN)) return;
  here.stage += 1; // so that the next press of the clicker goes on
  row.removeAttribute("data-holds");
  tell("slides:stage", { place, stage: here.stage });
}

function countDown() {
  const { place, here, asks } = onSlide();
  if (asks && here && !isShown(here.stage)) tell("slides:count", { place });
}

const ACTS = { t: () => goOn(true), o: () => goOn(false), k: countDown };
hear("slides:key", ({ key }) => ACTS[/** @type {keyof typeof ACTS} */ (key)]?.());
show.addEventListener("click", ACTS.t);
again.addEventListener("click", ACTS.o);
count.addEventListener("click", ACTS.k);
setInterval(tick, TICK);
