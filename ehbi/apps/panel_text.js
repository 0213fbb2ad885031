// A text of which the lines are numbered, and files in and out: the rest of the module that panel.js begins.

/** Bytes of a file that are sent; of a larger one only its name is. */
const LARGEST = 2_000_000;
const LINES_ABOVE = 4;
/** Milliseconds that a file stays ready to be saved. */
const KEPT = 60_000;

/** Put the numbers of its lines beside a text. @param {HTMLTextAreaElement} input */
function withLines(input) {
  const lines = make("div", { className: "panel-lines" });
  lines.setAttribute("aria-hidden", "true");
  let shown = 0;
  const count = () => {
    const wanted = input.value.split("\n").length;
    if (wanted === shown) return;
    shown = wanted;
    lines.textContent = Array.from({ length: wanted }, (_, at) => at + 1).join("\n");
  };
  const follow = () => (lines.scrollTop = input.scrollTop);
  input.addEventListener("input", count);
  input.addEventListener("scroll", follow);
  // What the kernel puts in it makes no event.
  Object.assign(input, { recount: () => (count(), follow()) });
  return make("div", { className: "panel-lined" }, lines, input);
}

/** Put the caret at the end of a line, with some lines above it in view. @param {HTMLTextAreaElement} input @param {number} line */
function goToLine(input, line) {
  const before = input.value.split("\n").slice(0, line).join("\n");
  input.setSelectionRange(before.length, before.length);
  input.scrollTop = Math.max(0, line - LINES_ABOVE) * parseFloat(getComputedStyle(input).lineHeight);
  input.scrollLeft = 0;
}

/** A file is sent when it is chosen or dropped; the same one can be chosen again. @param {HTMLInputElement} input @param {string} id @param {Desk} desk */
function hearFile(input, id, desk) {
  const box = /** @type {HTMLElement} */ (input.parentElement);
  const take = (/** @type {FileList | null | undefined} */ files) => files?.length && desk.send(id, files[0]);
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      event.stopPropagation();
      box.classList.toggle("panel-over", name === "dragenter" || name === "dragover");
      if (name === "drop") take(/** @type {DragEvent} */ (event).dataTransfer?.files);
    });
  }
}

/** Hand the person a file. In another tab: a page that seems to be left loses its kernel. @param {string} name @param {string} type @param {DataView} content */
function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (/** @type {unknown} */ (content))], { type }));
  make("a", { href, download: name, target: "_blank", rel: "noopener" }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
