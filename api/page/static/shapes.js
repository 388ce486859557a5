// The signs of the drawing: what an entity is, and why a line is no fact. The same in the picture and in its legend.

import { svg } from "./dom.js";

const OUTLINES = {
  person: "M-8.5 0 A8.5 8.5 0 1 0 8.5 0 A8.5 8.5 0 1 0 -8.5 0 Z",
  organization: "M-8 -5 Q-8 -8 -5 -8 L5 -8 Q8 -8 8 -5 L8 5 Q8 8 5 8 L-5 8 Q-8 8 -8 5 Z",
  state: "M0 -10.5 L10.5 0 L0 10.5 L-10.5 0 Z",
  good: "M-9.5 0 L-4.75 -8.5 L4.75 -8.5 L9.5 0 L4.75 8.5 L-4.75 8.5 Z",
  act: "M0 -9.5 L9.5 7.5 L-9.5 7.5 Z",
};
const SHAPES = {
  Person: "person",
  Company: "organization",
  Organization: "organization",
  GovernmentBody: "state",
  Country: "state",
  Product: "good",
  Material: "good",
};
const MARKS = {
  planned: "M0 -3.2 L0 0 L2.6 1.6",
  hypothetical: "M-2 -1.4 A2 2 0 1 1 0.6 0.5 Q0 0.9 0 1.8 M0 3.4 L0 3.7",
  alleged: "M-1.5 -2.6 Q-3 -1 -1.8 1.8 M1.9 -2.6 Q0.4 -1 1.6 1.8",
  denied: "M-2.6 -2.6 L2.6 2.6 M-2.6 2.6 L2.6 -2.6",
};

/** The outline of what bears a label. */
export function outline(label) {
  return svg("path", { class: "outline", d: OUTLINES[SHAPES[label] ?? "act"] });
}

/** A small picture of that outline, to stand in text. */
export function sign(label) {
  return svg("svg", { class: "sign", viewBox: "-12 -12 24 24", "aria-hidden": "true" }, outline(label));
}

/** The mark of what is no fact, at a place. */
export function mark(standing, x, y) {
  return svg(
    "g",
    { class: "mark", transform: `translate(${x} ${y})` },
    svg("circle", { r: 6 }),
    svg("path", { d: MARKS[standing] }),
  );
}

/** A stretch of line as the legend shows it. */
export function sample(standing, family = "") {
  return svg(
    "svg",
    { class: `sample line ${standing} ${family}`, viewBox: "0 -8 40 16", "aria-hidden": "true" },
    svg("path", { class: "stroke", d: "M1 0 L39 0" }),
    standing === "fact" ? null : mark(standing, 20, 0),
  );
}
