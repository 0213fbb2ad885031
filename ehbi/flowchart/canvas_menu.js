// A menu that opens where one is: by keyboard and by pointer, and gone again with Escape or by looking elsewhere.
import { make } from "ehbi/elements";

/** @typedef {{label: string, key: string, does: Record<string, any>}} Item */

/** Have a menu stay within the window, below what it is about. @param {HTMLElement} menu @param {{left: number, top: number, bottom: number}} at */
function placeMenu(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const low = at.bottom + 4 + height > innerHeight ? at.top - 4 - height : at.bottom + 4;
  menu.style.left = `${Math.max(4, Math.min(at.left, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, low)}px`;
}

/** The item that a key leads to, by place or by its first letter. @param {HTMLElement[]} lines @param {string} key */
function lineFor(lines, key) {
  const at = lines.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = (/** @type {number} */ by) => lines[(at + by + lines.length) % lines.length];
  if (key === "ArrowDown") return next(1);
  if (key === "ArrowUp") return at < 0 ? lines.at(-1) : next(-1);
  if (key === "Home") return lines[0];
  if (key === "End") return lines.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
  return after.find((line) => line.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

/**
 * @param {HTMLElement} root where it is put
 * @param {{text: string, items: Item[]}} content
 * @param {{left: number, top: number, bottom: number}} at of what it is about, in the window
 * @param {(does: Record<string, any>) => void} choose
 */
export function openMenu(root, { text, items }, at, choose) {
  const id = `menu-${Math.random().toString(36).slice(2)}`;
  const lines = items.map(({ label, key, does }) => {
    const line = make("button", { type: "button", role: "menuitem", tabIndex: -1 }, make("span", { textContent: label }));
    if (key) line.append(make("kbd", { textContent: key, ariaHidden: "true" }));
    line.onclick = () => {
      menu.hidePopover();
      choose(does);
    };
    return line;
  });
  const list = make("div", { role: "menu" }, ...lines);
  list.setAttribute("aria-labelledby", id);
  const menu = make("div", { className: "ehbi-menu", popover: "auto" }, make("p", { id, textContent: text, dir: "auto" }), list);
  menu.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Tab") menu.hidePopover();
    const goal = lineFor(lines, event.key);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  };
  menu.ontoggle = (event) => /** @type {ToggleEvent} */ (event).newState === "closed" && menu.remove();
  root.append(menu);
  menu.showPopover();
  placeMenu(menu, at);
  lines[0]?.focus();
}
