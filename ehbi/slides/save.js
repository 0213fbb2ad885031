/** Asks the server of the slides for something, and saves the files that it makes: a button with `data-save` names one. */

import { around, make } from "ehbi/elements";

const NO_CONNECTION = "Geen verbinding met de server. Probeer het zo nog eens.";
export const LOGGED_OUT = "Je bent niet meer ingelogd.";
const KEPT = 60_000; // ms that a browser may take to save what it was given

/** @param {string} path @param {RequestInit} [how] @returns {Promise<Response>} */
export async function ask(path, how) {
  const answer = await fetch(`zaal/${path}`, { cache: "no-store", ...how }).catch(() => null);
  if (!answer) throw new Error(NO_CONNECTION);
  if (answer.status === 403) throw new Error(`${LOGGED_OUT} Log opnieuw in.`);
  if (!answer.ok) throw new Error((await answer.json()).message);
  return answer;
}

/** @param {unknown} error */
export const said = (error) => (error instanceof Error ? error.message : String(error));

/** @param {string} path of a file @param {Element} status says how it went */
async function save(path, status) {
  const name = path.split("/").at(-1) ?? "";
  status.textContent = "Wordt gemaakt…";
  try {
    const href = URL.createObjectURL(await (await ask(path)).blob());
    make("a", { href, download: name, target: "_blank" }).click();
    setTimeout(() => URL.revokeObjectURL(href), KEPT);
    status.textContent = `${name} staat bij je downloads.`;
  } catch (error) {
    status.textContent = said(error);
  }
}

document.addEventListener("click", (event) => {
  const button = around(event, "[data-save]");
  const status = button?.closest(".acts")?.querySelector("[role=status]");
  if (button && status) save(button.dataset.save ?? "", status);
});
