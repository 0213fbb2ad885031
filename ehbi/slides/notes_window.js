/** The presenter's notes, in a window beside the slides or on another device: it stands alone, and hears from the slides or from their server. */

const EVERY = 1000; // ms
const PATIENCE = 5000; // ms for an answer
const SILENT = 90_000; // ms after which nobody shows the slides any more
const KEYS = [" ", "PageDown", "PageUp", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"];
const STYLE = `:root { color-scheme: light dark; background: Canvas; color: CanvasText; --soft: color-mix(in srgb, CanvasText 72%, Canvas); --line: color-mix(in srgb, CanvasText 22%, Canvas); --strong: light-dark(#0b5a6b, #7fd0e0); }
body { margin: 0; font: 1.25rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { position: sticky; top: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; padding: 0.6rem 1.5rem; background: Canvas; border-bottom: 1px solid var(--line); }
#time { margin: 0; font: 700 2rem/1.2 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
#place, #trouble { margin: 0; color: var(--soft); }
#pace { margin: 0; } #pace b { color: var(--strong); } #pace b.behind { color: light-dark(#a3121f, #ffb3ae); }
#trouble { flex: 1; text-align: right; color: light-dark(#a3121f, #ffb3ae); font-weight: 600; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 2rem; padding: 1rem 1.5rem 2rem; }
@media (max-width: 44rem) { main { display: block; } .next { margin-top: 1.5rem; border-top: 1px solid var(--line); padding-top: 0.75rem; } }
h1, h2 { margin: 0 0 0.5rem; line-height: 1.25; font-size: 1.6rem; } h2 { font-size: 1.25rem; }
p { margin: 0 0 0.5rem; } .says { white-space: pre-line; margin-bottom: 1rem; }
.label { margin: 0; font-size: 0.9rem; font-weight: 700; color: var(--strong); }
blockquote { margin: 0 0 1rem; padding: 0.7rem 1rem; border-left: 5px solid var(--strong); background: color-mix(in srgb, var(--strong) 9%, Canvas); font-size: 1.15em; }
.shown { color: var(--soft); font-size: 1.05rem; } .shown p:not(.label) { margin: 0 0 0.25rem; }
.next blockquote { font-size: 1em; }`;

/** @typedef {{ kind: string, text: string }} Line */
/** @typedef {{ title: string, lines: Line[] }} Seen */
/** @typedef {import("./plan.js").Turn} Turn */
/** @typedef {Seen & { place: string, says: string, turn?: Turn | null, next: Seen | null, since: number, age?: number }} Notes since and age in ms: of the workshop, and of what is told */

/** @param {string} tag @param {string} className @param {(Node | string)[]} children */
function make(tag, className, ...children) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...children);
  return made;
}

const [time, pace, place, trouble] = ["time", "pace", "place", "trouble"].map((id) => Object.assign(make("p", ""), { id }));
const main = make("main", "");
let began = 0;
/** @type {Turn | null | undefined} what the plan says of what is read */
let turn;
/** @type {string | undefined} */
let drawn;

/** @param {Line[]} lines @param {string} says what is said already */
function lines(lines, says) {
  const story = lines.filter(({ kind, text }) => kind === "story" && !says.includes(text));
  const rest = lines.filter(({ kind }) => kind !== "story");
  const shown = rest.length ? [make("div", "shown", make("p", "label", "Op de dia"), ...rest.map(({ text }) => make("p", "", text)))] : [];
  return { story: story.map(({ text }) => make("blockquote", "", text)), shown };
}

/** @param {Notes} notes */
function draw({ age = 0, since, ...notes }) {
  began = since && Date.now() - since - age;
  place.textContent = notes.place;
  turn = notes.turn;
  tick();
  const told = JSON.stringify(notes);
  if (told === drawn) return;
  drawn = told;
  const here = lines(notes.lines, notes.says);
  const present = make("section", "", make("p", "label", "Nu"), make("h1", "", notes.title), ...here.story, make("p", "says", notes.says), ...here.shown);
  const after = notes.next && lines(notes.next.lines, "");
  const next = after ? make("section", "next", make("p", "label", "Hierna"), make("h2", "", notes.next?.title ?? ""), ...after.story, ...after.shown) : "";
  main.replaceChildren(present, next);
}

/** @param {string} text */
function warn(text) {
  if (trouble.textContent !== text) trouble.textContent = text;
}

function tick() {
  const seconds = Math.floor((began ? Date.now() - began : 0) / 1000);
  time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  drawPace(seconds / 60);
}

/** How the plan goes: which part, and how many minutes before or after it. @param {number} minutes since the workshop began */
function drawPace(minutes) {
  pace.hidden = !turn;
  if (!turn) return;
  const [early, late] = [Math.floor(turn.from - minutes), Math.floor(minutes - turn.to)];
  const said = !began ? "nog niet begonnen" : early > 0 ? `${early} min voor` : late > 0 ? `${late} min achter` : "op schema";
  const text = `van ${turn.total} min · ${turn.name}: ${turn.minutes} min · `;
  if (pace.textContent === text + said) return;
  pace.replaceChildren(text, Object.assign(make("b", late > 0 ? "behind" : ""), { textContent: said }));
}

/** The slides are beside this window: say that it is there, so that slides that were loaded anew find it. */
function beside() {
  if (!opener || opener.closed) warn("De dia’s zijn dicht.");
  else opener.postMessage({ ehbiNotes: true, opened: !drawn }, "*");
}

/** @param {KeyboardEvent} event */
function pass(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey || key === "Tab") return;
  if (KEYS.includes(key)) event.preventDefault();
  opener?.postMessage({ ehbiNotes: true, key: { key } }, "*");
}

/** The slides are elsewhere: ask their server. */
async function ask() {
  try {
    const answer = await fetch("zaal/notities", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 403) return warn("Je bent uitgelogd. Laad deze pagina opnieuw.");
    if (!answer.ok) throw new Error(answer.statusText);
    const notes = await answer.json();
    const there = "place" in notes && notes.age < SILENT;
    if ("place" in notes) draw(notes);
    warn(there ? "" : "Open de dia’s: dan gaan je notities mee.");
  } catch {
    warn("Geen verbinding. We proberen het opnieuw.");
  }
}

document.head.append(Object.assign(make("style", ""), { textContent: STYLE }));
time.setAttribute("role", "timer");
trouble.setAttribute("role", "status");
document.body.replaceChildren(make("header", "", time, pace, place, trouble), main);
tick();
setInterval(tick, EVERY);
if (opener) {
  addEventListener("message", ({ source, data }) => source === opener && data.notes && draw(data.notes));
  addEventListener("keydown", pass);
  beside();
  setInterval(beside, EVERY);
} else {
  (async () => {
    for (;;) {
      await ask();
      await new Promise((done) => setTimeout(done, EVERY));
    }
  })();
}
