/** A phone whose owner sits at a table: offers the tables that there are, and keeps the chosen one, which goes along with each vote. */

const SEAT = "ehbi-tafel";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [panel, table] = ["phone_team", "phone_table"].map(part);
/** The tables, and at the end the choice for none. @type {HTMLButtonElement[]} */
const buttons = [...panel.querySelectorAll("button")];
/** How many tables there are; 0 without teams. */
let offered = 0;

/** The one that was chosen, if it is there; the last one says that its owner sits at none. */
const seat = () => buttons.find((one) => !one.hidden && one.dataset.team === sessionStorage.getItem(SEAT));

/** @param {boolean} open whether the tables can be chosen */
function draw(open) {
  const own = seat();
  for (const [at, one] of buttons.entries()) {
    one.hidden = at >= offered && Boolean(one.dataset.team);
    one.ariaPressed = String(one === own);
  }
  panel.hidden = !open;
  table.hidden = !offered || !own;
  table.replaceChildren(...(own?.cloneNode(true).childNodes ?? []));
  table.ariaLabel = own?.dataset.team ? `Jouw tafel: ${own.textContent?.trim()}. Kies een andere` : "Zonder tafel. Kies een tafel";
  table.ariaExpanded = String(open);
}

panel.addEventListener("click", ({ target }) => {
  const chosen = /** @type {HTMLElement} */ (target).closest("button");
  if (!chosen) return;
  sessionStorage.setItem(SEAT, chosen.dataset.team ?? "");
  draw(false);
  table.focus(); // what had it is gone
  document.dispatchEvent(new CustomEvent("phone:seat"));
});
table.addEventListener("click", () => draw(panel.hidden));
document.addEventListener("phone:teams", (event) => {
  const { detail: teams } = /** @type {CustomEvent<number>} */ (event);
  if (teams === offered) return;
  offered = teams;
  draw(false); // which shows what can be chosen, so that it is known whether the seat is among it
  draw(Boolean(offered) && !seat());
});
