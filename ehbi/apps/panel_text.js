// A text of which the lines are numbered, and files in and out.
import { make, say } from "ehbi/elements";

/** Bytes of a file that are sent; of a larger one only its name is. */
export const LARGEST = 2_000_000;
/** Lines of a text from which on it is not wrapped, so that typing in it stays quick. */
const LONG = 3000;
/** Milliseconds that a file stays ready to be saved. */
const KEPT = 60_000;

/** Put under a text a mirror of it, line by line: there stand the numbers. @param {HTMLTextAreaElement} input */
export function withLines(input) {
  const mirror = make("div", { className: "panel-lines", ariaHidden: "true" });
  const follow = () => (mirror.scrollTop = input.scrollTop);
  const number = () => {
    reflect(input, mirror);
    follow();
  };
  input.addEventListener("input", number);
  input.addEventListener("scroll", follow);
  // What the kernel puts in it makes no event.
  Object.assign(input, { number });
  return make("div", { className: "panel-lined" }, mirror, input);
}

/** A line that is wrapped takes as much room in the mirror as in the text. @param {HTMLTextAreaElement} input @param {Element} mirror */
function reflect(input, mirror) {
  const texts = input.value.split("\n");
  const isLong = texts.length > LONG;
  input.wrap = isLong ? "off" : "soft";
  while (mirror.childElementCount > texts.length) mirror.lastElementChild?.remove();
  while (mirror.childElementCount < texts.length) mirror.append(make("div"));
  let line = mirror.firstElementChild;
  for (const text of texts) {
    say(/** @type {Element} */ (line), isLong ? "" : text);
    line = line?.nextElementSibling ?? null;
  }
}

/** A browser has words of its own on its button, in its own language: ours lie over it. @param {HTMLInputElement} input @param {string} [what] @param {string} [how] */
export function withDoor(input, what = "Kies een bestand", how = "of sleep het hierheen") {
  const door = make("span", { className: "panel-button", textContent: what, ariaHidden: "true" });
  return make("div", { className: "panel-drop" }, door, how, input);
}

/** A file is sent when it is chosen or dropped; the same one can be chosen again. @param {HTMLInputElement} input @param {string} id @param {import("./panel_fields.js").Desk} desk */
export function hearFile(input, id, desk) {
  const box = /** @type {HTMLElement} */ (input.parentElement);
  const take = (/** @type {FileList | null | undefined} */ files) => files?.length && desk.send(id, files[0]);
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  input.addEventListener("paste-file", (event) => take(/** @type {CustomEvent<FileList>} */ (event).detail));
  for (const name of /** @type {const} */ (["dragenter", "dragover", "dragleave", "drop"])) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      event.stopPropagation();
      box.classList.toggle("panel-over", name === "dragenter" || name === "dragover");
      if (name === "drop") take(event.dataTransfer?.files);
    });
  }
}

/** Hand the person a file. In another tab: a page that seems to be left loses its kernel. @param {string} name @param {string} type @param {DataView<ArrayBuffer>} content */
export function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href, download: name, target: "_blank", rel: "noopener" }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
