/** The presenter's notes in a window of their own, written from here: so they work from a disk too. */

import { make } from "ehbi/elements";

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
  page.head.replaceChildren(make("style", { textContent: STYLE }));
  page.title = "Notities";
  page.onkeydown = onKey;
}

/** @param {{ place: string, title: string, notes: string, next: string }} now */
export function tellNotes({ place, title, notes, next }) {
  if (!other || other.closed) return;
  const minutes = Math.floor((Date.now() - began) / 60_000);
  const time = make("p", { textContent: `${place} · ${minutes} min`, className: "time" });
  const after = make("p", { textContent: next && `Hierna: ${next}`, className: "next" });
  other.document.body.replaceChildren(
    make("main", {}, time, make("h1", { textContent: title }), make("p", { textContent: notes }), after),
  );
}
