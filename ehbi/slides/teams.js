/** Table teams: the presenter says at how many tables the room sits, and once the room knows what is right it sees how they do. Only where a server has the slides. */

import { all, byId, hear } from "ehbi/elements";
import { ask } from "ehbi/slides/save";

const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById("slides_teams"));
const tables = document.getElementById("slides_tables");
const standing = byId("slides_standing");
/** What the presenter chose, as long as the server does not have it. @type {number | null} */
let unsent = null;
/** Where these slides are, and of where the standing is on show. */
let [place, drawn] = ["", ""];

/** Whether the slide says what is right of what the room was asked. */
const isTold = () => all(".now .choices").some((list) => list.closest(".shown") && !list.querySelector("button"));

/** @param {number} number of tables */
function offer(number) {
  if (!choice || !tables) return;
  choice.value = String(number);
  tables.hidden = !number;
  for (const [at, one] of all("li", tables).entries()) one.hidden = at >= number;
}

async function send() {
  const [headers, teams] = [{ "Content-Type": "application/json" }, unsent];
  await ask("tafels", { method: "POST", headers, body: JSON.stringify({ teams }) });
  if (unsent === teams) unsent = null;
}

/** @param {{ place: string, teams: number }} now what the server says */
async function draw(now) {
  const wanted = now.teams && now.place === place && isTold() ? place : "";
  if (wanted === drawn) return;
  const { html } = wanted ? await (await ask("tafels")).json() : { html: "" };
  if (wanted && wanted !== place) return; // the slides went on meanwhile
  standing.innerHTML = html;
  standing.hidden = !html;
  drawn = wanted;
}

hear("slides:heard", (now) => {
  // What failed is tried again when the server next says something, and the slides say that it is away.
  if (unsent !== null) return send().catch(() => {});
  offer(now.teams);
  draw(now).catch(() => {});
});
hear("slides:shown", (now) => {
  if (now.place === place) return;
  [place, drawn, standing.hidden] = [now.place, "", true];
});
choice?.addEventListener("change", () => {
  unsent = Number(choice.value);
  offer(unsent);
  send().catch(() => {});
});
