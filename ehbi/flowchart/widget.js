// The widget of a chart to look at.
import { view } from "./view.js";

const render = (/** @type {import("../scripts/elements.js").Widget} */ widget) => view(widget);

export default { render };
