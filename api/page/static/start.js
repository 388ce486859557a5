// The first view: where to begin, and what there is.

import { query } from "./ask.js";
import { claimItem, nameClaims } from "./claims.js";
import { bdi, el, message } from "./dom.js";
import { learnNames, nameOf } from "./names.js";
import { sign } from "./shapes.js";
import { actorLink } from "./state.js";
import { counted, number, t } from "./words.js";

/** The first view. */
export class Start {
  constructor() {
    this.most = el("ul", { class: "tiles" });
    this.figures = el("dl", { class: "figures" });
    this.recent = el("ol", { class: "claims" });
    this.root = el(
      "div",
      { class: "start" },
      el("h1", null, t("tagline")),
      el("p", { class: "lead" }, t("lead")),
      this.figures,
      el("section", null, el("h2", null, t("start.most")), this.most),
      el("section", null, el("h2", null, t("start.recent")), this.recent),
    );
    this.fill().catch((fault) => this.root.append(message(fault.message)));
  }

  update() {
    document.title = t("title");
  }

  async fill() {
    const [most, counts, recent] = await Promise.all([
      query("most-tied", { limit: 12 }),
      query("counts"),
      query("recent-claims", { since: "1900", limit: 5 }),
    ]);
    await Promise.all([learnNames(most.map((row) => row.actor.id)), nameClaims(recent)]);
    this.most.append(
      ...most.map(({ actor, neighbours }) =>
        el(
          "li",
          null,
          el(
            "a",
            { href: actorLink(actor.id), "data-inner": true },
            sign(actor.label),
            el("span", null, bdi(nameOf(actor)), el("span", { class: "quiet" }, t(`label.${actor.label}`), " · ", counted("n.neighbours", neighbours))),
          ),
        ),
      ),
    );
    const sum = (of, which = () => true) => counts.filter((row) => row.of === of && which(row)).reduce((all, row) => all + row.count, 0);
    const doubtful = (row) => row.polarity === "negated" || !["asserted", "reported"].includes(row.modality);
    const figures = [
      ["entities", sum("entities")],
      ["relations", sum("relations")],
      ["claims", sum("claims")],
      ["doubts", sum("claims", doubtful)],
      ["articles", sum("articles")],
    ];
    this.figures.append(...figures.map(([key, value]) => el("div", null, el("dt", null, t(key)), el("dd", null, number(value)))));
    this.recent.append(...recent.map((row) => claimItem(row, { ends: true })));
  }
}
