// Asks who is there. The browser remembers the name, so that it is asked once.
import { inDutch, make, tell } from "ehbi/elements";
import { recall, remember } from "ehbi/memory";

const KEY = "ehbi:naam";

/** The form that asks for a name. @param {import("../../scripts/elements.js").Model} model */
function question(model) {
  const input = make("input", { type: "text", id: "sign_in_name", name: "name", autocomplete: "name", maxLength: model.get("longest") });
  input.setAttribute("aria-describedby", "sign_in_hint sign_in_trouble");
  const start = make("button", { type: "submit", className: "panel-button", textContent: "Begin", dataset: { tone: "strong" } });
  const form = make(
    "form",
    { className: "sign-in-form", noValidate: true },
    make("h2", { textContent: "Welkom bij het beheer", className: "panel-heading" }),
    make("label", { htmlFor: "sign_in_name", textContent: "Hoe heet je?" }),
    make("p", { id: "sign_in_hint", className: "panel-hint", textContent: "Je naam komt bij je concept te staan, en bij wat je publiceert. Deze browser onthoudt hem." }),
    input,
    start,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    model.send({ name: input.value });
  });
  return { form, input };
}

/** @param {import("../../scripts/elements.js").Widget} widget @returns {() => void} */
function render({ model, el }) {
  const { form, input } = question(model);
  const trouble = make("p", { id: "sign_in_trouble", className: "panel-text", role: "alert", dataset: { tone: "bad" } });
  const card = make("div", { className: "ehbi-card sign-in-card", hidden: true }, form, trouble);
  const said = make("span");
  const leave = make("button", { type: "button", className: "panel-button", textContent: "Ik ben iemand anders" });
  const line = make("p", { className: "sign-in-line" }, said, leave);
  leave.addEventListener("click", () => {
    remember(KEY, "");
    model.send({ leave: true });
  });
  el.classList.add("ehbi", "ehbi-panel");
  el.append(card, line);

  const show = () => {
    const [author, asks, wrong] = ["author", "asks", "trouble"].map((name) => model.get(name));
    const appears = asks && card.hidden;
    card.hidden = !asks && !wrong;
    form.hidden = !asks;
    trouble.textContent = wrong;
    input.ariaInvalid = String(Boolean(wrong));
    line.hidden = !author || !model.get("can_leave");
    said.textContent = `Je werkt als ${author}.`;
    if (author && model.get("can_leave")) remember(KEY, author);
    if (!card.hidden) tell("ehbi:started");
    if (appears) input.focus();
  };
  const traits = "change:author change:asks change:trouble";
  model.on(traits, show);
  show();
  model.send({ come: recall(KEY) });
  const leaveDutch = inDutch(el);
  return () => {
    leaveDutch();
    model.off(traits, show);
  };
}

export default { render };
