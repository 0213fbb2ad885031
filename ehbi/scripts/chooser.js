// A field in which one of many is chosen: typing narrows the list under it.
import { make, say } from "ehbi/elements";

/** What is chosen, what is read, and the name of the group that it stands in. @typedef {[value: string, label: string, group?: string]} Option */

/** A text as it is compared. @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The options of which the label has all that is typed, in any order. @param {Option[]} options @param {string} typed */
export function narrowed(options, typed) {
  const words = plain(typed).split(/\s+/);
  return options.filter(([, label]) => words.every((word) => plain(label).includes(word)));
}

/** What is told of a list that was narrowed. @param {number} count */
const counted = (count) => (count ? `${count} gevonden.` : "Niets gevonden.");

/**
 * Make a text field one in which an option is chosen. Until one is, what was typed changes nothing.
 * @param {HTMLInputElement} field
 * @param {{choose(value: string): void, aim?(value: string): void}} acts `aim` is told of the option that Enter would choose; empty for none
 */
export function chooser(field, { choose, aim = () => {} }) {
  const id = `options-${Math.random().toString(36).slice(2)}`;
  const list = make("div", { role: "listbox", id, className: "ehbi-options", hidden: true });
  const said = make("p", { role: "status", className: "ehbi-options-said" });
  Object.assign(field, { type: "text", role: "combobox", autocomplete: "off", ariaAutoComplete: "list", ariaExpanded: "false", dir: "auto", spellcheck: false });
  field.setAttribute("aria-controls", id);
  /** @type {Option[]} */
  let options = [];
  let [chosen, at] = ["", -1];
  const lines = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
  const labelled = () => options.find(([value]) => value === chosen)?.[1] ?? "";

  const point = (/** @type {number} */ to) => {
    at = to;
    const line = lines()[at];
    for (const one of lines()) one.ariaSelected = String(one === line);
    field.setAttribute("aria-activedescendant", line?.id ?? "");
    line?.scrollIntoView({ block: "nearest" });
    aim(line?.dataset.choice ?? "");
  };
  /** @param {Option[]} shown */
  const fill = (shown) => {
    list.replaceChildren();
    let [place, named] = [/** @type {HTMLElement} */ (list), ""];
    for (const [number, [value, label, group = ""]] of shown.entries()) {
      if (group !== named) {
        place = group ? make("div", { role: "group", ariaLabel: group }, make("p", { textContent: group, ariaHidden: "true", dir: "auto" })) : list;
        if (group) list.append(place);
        named = group;
      }
      place.append(make("div", { role: "option", id: `${id}-${number}`, textContent: label, dir: "auto", dataset: { choice: value } }));
    }
    list.hidden = !shown.length;
    field.ariaExpanded = String(!list.hidden);
  };
  const open = (/** @type {string} */ typed) => {
    const shown = typed ? narrowed(options, typed) : options;
    fill(shown);
    list.ariaLabel = field.labels?.[0]?.textContent || field.ariaLabel;
    say(said, typed && counted(shown.length));
    point(typed ? 0 : shown.findIndex(([value]) => value === chosen));
  };
  const close = () => {
    fill([]);
    say(said, "");
    point(-1);
    field.value = labelled();
  };
  const pick = (/** @type {string} */ value) => {
    chosen = value;
    close();
    field.select();
    choose(value);
  };

  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", close);
  field.addEventListener("click", () => {
    if (!list.hidden) return;
    open("");
    field.select(); // where the pointer was let go there is a caret by now, and what is typed is no part of a title
  });
  field.addEventListener("input", () => open(field.value.trim()));
  field.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = lines().length;
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (by && list.hidden) open("");
    else if (by) point((Math.max(at, by < 0 ? 0 : -1) + by + count) % count);
    else if (event.key === "Enter" && lines()[at]) pick(lines()[at].dataset.choice ?? "");
    else if (event.key === "Escape" && (!list.hidden || field.value !== labelled())) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => {
    const line = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[role=option]"));
    if (line) pick(line.dataset.choice ?? "");
  });

  return {
    list,
    said,
    /** Have these to choose from, of which this was chosen. @param {Option[]} offered @param {string} [value] */
    offer(offered, value = "") {
      [options, chosen] = [offered, value];
      if (list.hidden && !said.textContent) field.value = labelled();
    },
  };
}
