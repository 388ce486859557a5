// The time slider: what was known by a date. Above it, how much was published when.

import { el } from "./dom.js";
import { change } from "./state.js";
import { counted, date, t } from "./words.js";

const HIGH = 34; // pixels of the tallest bar

/** The slider; its last place is everything. */
export class Slider {
  constructor() {
    this.input = el("input", { id: "known", type: "range", min: 0, value: 0, oninput: () => this.slid() });
    this.value = el("output", { for: "known" });
    this.bars = el("div", { class: "bars", "aria-hidden": "true" });
    this.root = el(
      "div",
      { class: "slider", hidden: true },
      el("label", { for: "known" }, t("known"), " ", this.value),
      el("div", { class: "track" }, this.bars, this.input),
    );
    this.dates = [];
  }

  /** Show the dates on which these ties were spoken of. */
  show(ties, { known }) {
    const counts = new Map();
    for (const { claims } of ties) for (const { publishedAt } of claims) if (publishedAt) counts.set(publishedAt, (counts.get(publishedAt) ?? 0) + 1);
    const dates = [...counts.keys()].sort();
    this.root.hidden = dates.length < 2;
    this.dates = dates;
    const last = dates.length - 1;
    // A date between two of them stands at the earlier one: nothing more was known by then.
    const place = !known ? last : dates.findLastIndex((one) => one <= known);
    this.input.min = place < 0 ? -1 : 0;
    this.input.max = last;
    this.input.value = place;
    const words = known ? date(known) : t("known.all");
    this.value.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
    const most = Math.max(...counts.values());
    this.bars.replaceChildren(
      ...dates.map((one, n) => {
        const bar = el("i", { class: n <= place ? "known" : null, title: `${date(one)}: ${counted("n.claims", counts.get(one))}` });
        bar.style.height = `${Math.max(3, (HIGH * counts.get(one)) / most)}px`;
        return bar;
      }),
    );
  }

  slid() {
    const place = Number(this.input.value);
    change({ known: place >= this.dates.length - 1 ? null : this.dates[Math.max(0, place)] }, { replace: true });
  }
}
