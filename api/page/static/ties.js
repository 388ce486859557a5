// The drawing as a list: everything that is said, facts apart from what is none. The same for eyes and screen readers.

import { el } from "./dom.js";
import { badge, statement } from "./claims.js";
import { familyOf } from "./families.js";
import { sample } from "./shapes.js";
import { change } from "./state.js";
import { counted, number, t } from "./words.js";

const SHOWN = 20; // of each section, the rest folded away

/** The sections of the list. */
export function list(lines, state, actor) {
  const facts = lines.filter((line) => line.standing === "fact");
  const doubts = lines.filter((line) => line.standing !== "fact");
  const sections = [
    ["ties.facts", facts],
    ["ties.doubts", doubts],
  ].filter(([, some]) => some.length);
  return [
    el("h2", null, t("ties"), " ", el("span", { class: "quiet" }, counted("n.ties", lines.length))),
    ...sections.flatMap(([key, some]) => [
      el("h3", null, t(key)),
      ...rows(some.sort(by(actor)), state),
    ]),
    ...(lines.length ? [] : [el("p", { class: "quiet" }, t("ties.none"))]),
  ];
}

function rows(lines, state) {
  const items = lines.map((line) => el("li", null, row(line, state)));
  const [shown, folded] = [items.slice(0, SHOWN), items.slice(SHOWN)];
  const open = lines.slice(SHOWN).some((line) => line.id === state.tie);
  return [
    el("ul", null, shown),
    folded.length > 0 && el("details", { open }, el("summary", null, `+ ${number(folded.length)}`), el("ul", null, folded)),
  ].filter(Boolean);
}

function row(line, state) {
  const words = statement(line);
  return el(
    "button",
    {
      type: "button",
      class: `row ${line.standing}`,
      "data-key": `row ${line.standing} ${line.id}`,
      "aria-current": line.id === state.tie ? "true" : null,
      onclick: () => change({ tie: line.id }),
    },
    sample(line.standing, familyOf(line.type)),
    el("span", { class: "statement" }, [...words.childNodes]),
    line.standing === "fact" ? null : badge(line.standing),
    el("span", { class: "quiet" }, counted("n.claims", line.claims.length)),
  );
}

/** What concerns the actor first, then what is said most. */
function by(actor) {
  const own = (line) => (line.subject === actor || line.object === actor ? 0 : 1);
  return (a, b) => own(a) - own(b) || b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1);
}
