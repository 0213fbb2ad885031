/** Tells the server what the presenter reads, for a tablet or a phone that shows it; only where a server serves the slides. */

import { hear } from "ehbi/elements";
import { current } from "ehbi/slides/notes";

const EVERY = 5000; // ms: a server that was started again hears it too, and a tablet knows that the slides are there
const PATIENCE = 5000; // ms for an answer

let sent = Promise.resolve();

async function tell() {
  const body = JSON.stringify(current());
  const headers = { "Content-Type": "application/json" };
  await fetch("zaal/notities", { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
}

/** Tell one thing after the other, so that the last one is the last to arrive. */
function send() {
  sent = sent.then(tell).catch(() => {});
}

hear("slides:notes", send);
setInterval(send, EVERY);
