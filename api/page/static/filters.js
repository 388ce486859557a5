// What is to be seen: families and types of relations, facts or what is none, and when it happened.

import { el, focusKey, heldKey } from "./dom.js";
import { FAMILIES } from "./families.js";
import { sample } from "./shapes.js";
import { standing } from "./standing.js";
import { change, read } from "./state.js";
import { number, t } from "./words.js";

const NOTHING = { types: null, since: null, until: null, undated: null, facts: null, doubts: null, known: null };
const DOUBTS = ["planned", "hypothetical", "alleged", "denied"];

/** The filter: a row of families, which is the legend too, and all the rest folded away. */
export class Filters {
  constructor() {
    this.families = el("div", { class: "families", role: "group", "aria-label": t("legend") });
    this.types = el("div", { class: "types" });
    this.since = this.day("since");
    this.until = this.day("until");
    this.undated = this.box("undated", "undated");
    this.reset = el("button", { type: "button", class: "plain", onclick: () => change(NOTHING) }, t("reset"));
    this.root = el(
      "details",
      { class: "filter" },
      el("summary", null, t("filter")),
      el("fieldset", null, el("legend", null, t("filter.dates")), el("div", { class: "days" }, this.since.label, this.until.label, this.undated.label)),
      el("fieldset", null, el("legend", null, t("filter.types")), this.types),
      this.reset,
    );
    this.facts = this.box("facts", "facts.show", sample("fact"));
    this.doubts = this.box("doubts", "doubts.show", sample("planned"));
  }

  /** Show what these ties can be filtered by. */
  show(ties, state) {
    const counts = new Map();
    const standings = new Set();
    for (const tie of ties) {
      counts.set(tie.type, (counts.get(tie.type) ?? 0) + 1);
      for (const claim of tie.claims) standings.add(standing(claim));
    }
    const held = heldKey(this.families) ?? heldKey(this.types);
    const present = Object.entries(FAMILIES).map(([family, types]) => [family, types.filter((type) => counts.has(type))]);
    this.families.replaceChildren(
      ...present.filter(([, types]) => types.length).map(([family, types]) => toggle(types, state, `family ${family}`, sample("fact", family), t(`family.${family}`))),
      el("span", { class: "gap" }),
      this.facts.label,
      this.doubts.label,
      el("span", { class: "marks" }, DOUBTS.filter((one) => standings.has(one)).map((one) => el("span", null, sample(one), t(`standing.${one}`)))),
    );
    this.types.replaceChildren(
      ...present.flatMap(([, types]) => types.map((type) => toggle([type], state, `type ${type}`, t(`type.${type}`), el("span", { class: "quiet" }, number(counts.get(type)))))),
    );
    this.since.input.value = state.since;
    this.until.input.value = state.until;
    this.undated.input.checked = state.undated !== "no";
    this.undated.input.disabled = !state.since && !state.until;
    this.facts.input.checked = state.facts !== "no";
    this.doubts.input.checked = state.doubts !== "no";
    this.reset.disabled = !Object.keys(NOTHING).some((name) => state[name]?.length);
    if (this.root.dataset.seen === undefined) this.root.open = Boolean(state.since || state.until);
    this.root.dataset.seen = "";
    focusKey(document, held);
  }

  day(name) {
    const input = el("input", { type: "date", onchange: () => change({ [name]: input.value }) });
    return { input, label: el("label", null, t(name), " ", input) };
  }

  box(name, key, drawn = null) {
    const input = el("input", { type: "checkbox", "data-key": `box ${name}`, onchange: () => change({ [name]: input.checked ? null : "no" }) });
    return { input, label: el("label", { class: "check" }, input, drawn, t(key)) };
  }
}

/** A button that keeps to some types; none pressed is all. */
function toggle(types, { types: chosen }, key, ...words) {
  const pressed = types.every((type) => chosen.includes(type));
  const act = () => {
    const now = read().types;
    change({ types: pressed ? now.filter((type) => !types.includes(type)) : [...new Set([...now, ...types])] });
  };
  return el("button", { type: "button", class: "chip", "aria-pressed": String(pressed), "data-key": key, onclick: act }, words);
}
