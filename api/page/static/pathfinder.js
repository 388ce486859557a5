// By which ways influence could run from one actor to another, step by step, with the report one click away.

import { ask } from "./ask.js";
import { TIGHT, bounds, phrase } from "./bounds.js";
import { chain } from "./chain.js";
import { claimItem, statement } from "./claims.js";
import { combobox } from "./combobox.js";
import { el, message, say } from "./dom.js";
import { familyOf } from "./families.js";
import { learnNames, nameOf } from "./names.js";
import { nearest } from "./nopath.js";
import { sample } from "./shapes.js";
import { change } from "./state.js";
import { counted, number, strength, t } from "./words.js";

const REPORT = "/v1/reports/influence";

/** The view of paths. */
export class Paths {
  constructor() {
    this.ends = null;
    this.form = el("div", { class: "ends" });
    this.known = el("input", { type: "date", onchange: () => change({ known: this.known.value }) });
    this.found = el("div", { class: "found" });
    this.root = el("div", { class: "pathfinder" }, el("h1", null, t("paths")), el("p", { class: "lead" }, t("paths.lead")), this.form, this.found);
  }

  async update(state) {
    document.title = `${t("paths")} – techtrade`;
    const ends = JSON.stringify([state.from, state.to]);
    if (this.ends !== ends) {
      this.ends = ends;
      await learnNames([state.from, state.to].filter(Boolean)).catch(() => {});
      this.ask(state);
    }
    this.known.value = state.known;
    const wanted = JSON.stringify([state.from, state.to, bounds(state)]);
    if (this.wanted !== wanted) {
      this.wanted = wanted;
      const held = this.found.contains(document.activeElement);
      this.found.replaceChildren(el("p", { class: "quiet" }, t("loading")));
      if (state.from && state.to) await this.find(state, wanted).catch((fault) => this.wanted === wanted && this.found.replaceChildren(message(fault.message)));
      else this.found.replaceChildren(el("p", { class: "quiet" }, t("paths.need")));
      if (held && this.wanted === wanted) this.found.querySelector("h2")?.focus();
    }
    for (const hop of this.found.querySelectorAll("details")) if (hop.dataset.key === state.open) hop.open = true;
  }

  ask(state) {
    const held = this.form.contains(document.activeElement);
    const box = (name) => combobox({ label: t(name), value: state[name] && nameOf(state[name]), chosen: (entity) => change({ [name]: entity.id, ...TIGHT }) });
    const [from, to] = [box("from"), box("to")];
    const swap = el("button", { type: "button", class: "swap", title: t("swap"), "aria-label": t("swap"), onclick: () => change({ from: state.to, to: state.from }) }, "⇄");
    this.form.replaceChildren(from.box, swap, to.box, el("label", { class: "day" }, t("known"), " ", this.known));
    if (held) (state.from ? to : from).input.focus();
  }

  async find(state, wanted) {
    const given = { source: state.from, target: state.to, ...bounds(state) };
    const { paths, source = state.from, target = state.to, noPath } = await ask("/v1/paths", { ...given, paths: 5 }).catch(orNoPath);
    if (paths) await learnNames(paths.flatMap(({ hops }) => hops.flatMap((hop) => [hop.source.id, hop.target.id])).concat(source.id, target.id));
    const told = paths ? paths.map((path) => this.path(path)) : await nearest(noPath, state);
    if (this.wanted !== wanted) return;
    const address = (format) => `${REPORT}?${new URLSearchParams({ ...given, format })}`;
    const other = (format, name) => el("a", { href: address(format), target: "_blank" }, t("report.as", { format: name }));
    const [from, to] = [source, target].map((end) => `\u2068${nameOf(end)}\u2069`);
    this.found.replaceChildren(
      el("h2", { tabindex: -1 }, t("paths.from_to", { from, to })),
      ...this.loosened(state),
      el("p", { class: "reports" }, el("a", { class: "act main", href: address("html"), target: "_blank" }, t("report")), " ", other("md", "Markdown"), " ", other("json", "JSON")),
      ...told.flat().filter(Boolean),
    );
    say(paths ? counted("n.paths", paths.length) : t("paths.none"));
  }

  loosened(state) {
    const { known_at, ...loose } = bounds(state);
    if (!Object.keys(loose).length) return [];
    const back = el("button", { type: "button", class: "plain", onclick: () => change({ ...TIGHT, open: null }) }, t("again.plain"));
    return [el("p", { class: "loosened" }, t("asked", { how: phrase(Object.entries(loose)) }), " ", back)];
  }

  path({ rank, strength: whole, hops, weakest }) {
    return el(
      "section",
      { class: "path" },
      el("h3", null, t("path", { n: number(rank) }), " ", el("span", { class: "quiet" }, t("strength", { n: strength(whole) }))),
      chain([hops[0].source, ...hops.map((hop) => hop.target)]),
      el("ol", { class: "hops" }, hops.map((hop, n) => el("li", null, this.hop(hop, `${rank}.${n + 1}`, hops.length > 1 && n === weakest)))),
    );
  }

  hop(hop, key, weakest) {
    const article = (claim) => ({ title: claim.article ?? claim.url ?? "", language: claim.language, publisher: claim.publisher, url: claim.url, publishedAt: claim.publishedAt });
    const claims = hop.claims.map((claim) => claimItem({ claim, article: article(claim), subject: claim.subject, object: claim.object }));
    const details = el(
      "details",
      { "data-key": key, ontoggle: () => details.open && change({ open: key }, { replace: true }) },
      el(
        "summary",
        null,
        sample("fact", familyOf(hop.type)),
        el("span", { class: "statement" }, [...statement({ type: hop.type, subject: hop.subject, object: hop.object, title: hop.properties.title }).childNodes]),
        el("span", { class: "quiet" }, counted("n.claims", hop.claims.length), " · ", counted("n.origins", hop.origins), " · ", t("strength", { n: strength(hop.strength) })),
        weakest && el("span", { class: "badge" }, t("weakest")),
      ),
      hop.backwards && el("p", { class: "quiet" }, t("against")),
      el("ol", { class: "claims" }, claims),
      hop.others.length > 0 && el("p", { class: "quiet" }, t("others", { n: number(hop.others.length) })),
    );
    return details;
  }
}

function orNoPath(fault) {
  if (fault.noPath) return fault;
  throw fault;
}
