/** The presenter's notes in a window of their own, written from here: so they work from a disk too. */

const STYLE = `:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { font: 1.4rem/1.5 system-ui, sans-serif; margin: 1.5rem; }
p { white-space: pre-line; } .next { color: color-mix(in srgb, CanvasText 70%, Canvas); font-size: 1.1rem; } .time { float: right; }`;

/** @type {Window | null} */
let other = null;
let began = 0;

/** Open the window, or bring it to the front. @param {(event: KeyboardEvent) => void} onKey hears the keys pressed in it */
export function openNotes(onKey) {
  other = window.open("", "ehbi_notes", "popup,width=620,height=720");
  if (!other) return;
  began ||= Date.now();
  const page = other.document;
  page.documentElement.lang = "nl";
  const style = page.createElement("style");
  style.textContent = STYLE;
  page.head.replaceChildren(style);
  page.title = "Notities";
  page.onkeydown = onKey;
}

/** @param {{ place: string, title: string, notes: string, next: string }} now */
export function tellNotes({ place, title, notes, next }) {
  if (!other || other.closed) return;
  const page = other.document;
  /** @param {string} tag @param {string} text @param {string} [name] */
  const made = (tag, text, name = "") => Object.assign(page.createElement(tag), { textContent: text, className: name });
  const minutes = Math.floor((Date.now() - began) / 60_000);
  const main = page.createElement("main");
  main.append(
    made("p", `${place} · ${minutes} min`, "time"),
    made("h1", title),
    made("p", notes),
    made("p", next && `Hierna: ${next}`, "next"),
  );
  page.body.replaceChildren(main);
}
