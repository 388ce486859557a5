// Where no path is found: which bound is in the way, and what comes nearest.

import { loosening, phrase } from "./bounds.js";
import { actorAnchor, chain } from "./chain.js";
import { statement } from "./claims.js";
import { el } from "./dom.js";
import { learnNames, nameOf } from "./names.js";
import { change } from "./state.js";
import { counted, strength, t } from "./words.js";

/** All there is to say, once the names are known. */
export async function nearest({ looser, gaps, ...ends }, state) {
  const far = [...ends.furthestReached, ...ends.furthestLeading];
  await learnNames([
    ...looser.flatMap((one) => one.actors.map((actor) => actor.id)),
    ...gaps.flatMap((gap) => [gap.tie.subject, gap.tie.object]),
    ...far.map((one) => one.actor.id),
  ]);
  return [
    el("p", { class: "message" }, t("paths.none")),
    el("h3", null, t("none.why")),
    looser.length ? el("ul", { class: "looser" }, looser.map(way)) : el("p", null, t("why.nothing")),
    gaps.length > 0 && [el("h3", null, t("none.gaps")), el("ul", { class: "gaps" }, gaps.map(miss))],
    el("h3", null, t("none.reach")),
    reach("none.reached", state.from, ends.reached, ends.furthestReached),
    reach("none.leading", state.to, ends.leading, ends.furthestLeading),
  ];
}

function way({ options, hops, strength: whole, actors, address }) {
  const asked = new URLSearchParams(address.split("?")[1]);
  const how = phrase(options.map((name) => [name, asked.get(name)]));
  return el(
    "li",
    null,
    options.map((name) => el("p", null, t(`why.${name}`))),
    chain(actors),
    el("button", { type: "button", class: "act", onclick: () => change(loosening(options, asked)) }, t("again", { how })),
    el("span", { class: "quiet" }, counted("n.steps", hops), " · ", t("strength", { n: strength(whole) })),
  );
}

function miss({ reached, leading, tie, cause }) {
  const names = { from: isolated(leading.actor), to: isolated(reached.actor) };
  return el("li", null, statement({ ...tie, title: tie.properties.title }, true), el("p", { class: "quiet" }, t(`gap.${cause}`, names)));
}

function reach(key, end, count, furthest) {
  return el(
    "p",
    { class: "reach" },
    t(key, { name: isolated(end), n: counted("n.actors", count) }),
    furthest.length > 0 && [" ", t("none.furthest"), " ", el("span", { class: "far" }, furthest.map((one) => actorAnchor(one.actor)))],
  );
}

function isolated(actor) {
  return `\u2068${nameOf(actor)}\u2069`;
}
