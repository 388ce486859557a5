// Sentences: each in its own language and direction, with its source, and with what it is when it is no fact.

import { query } from "./ask.js";
import { bdi, el, message, svg } from "./dom.js";
import { learnNames, nameOf } from "./names.js";
import { mark } from "./shapes.js";
import { standing, within } from "./standing.js";
import { actorLink } from "./state.js";
import { date, direction, number, t } from "./words.js";

/** Learn the names at both ends of claims. */
export function nameClaims(rows) {
  return learnNames(rows.flatMap((row) => [row.subject.id, row.object.id]));
}

/** A word that says what a claim is. */
export function badge(kind) {
  const drawn = kind === "fact" ? null : svg("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" }, mark(kind, 0, 0));
  return el("span", { class: `badge ${kind}` }, drawn, t(`standing.${kind}`));
}

/** One claim as an item of a list; with `ends`, also who did what to whom. */
export function claimItem({ claim, subject, object, article }, { ends = false } = {}) {
  const kind = standing(claim);
  return el(
    "li",
    { class: `claim ${kind}` },
    ends && statement({ type: claim.type, subject, object, title: claim.title }, true),
    el("blockquote", { lang: article.language, dir: direction(article.language) }, claim.quote),
    el(
      "p",
      { class: "source" },
      kind !== "fact" && [badge(kind), " "],
      el("span", { class: "tongue" }, t(`language.${article.language}`)),
      dot(),
      bdi(article.publisher ?? t("source.none")),
      dot(),
      titled(article),
      dot(),
      article.publishedAt ? time(article.publishedAt, "published") : t("no_date"),
      claim.attributedTo && [dot(), t("attributed", { who: isolated(claim.attributedTo) })],
      claim.eventDate && [dot(), time(claim.eventDate, "about")],
      dot(),
      t("confidence", { n: number(claim.confidence, 2) }),
    ),
  );
}

/** Who did what to whom; the ends are links where asked for. */
export function statement({ type, subject, object, title }, linked = false) {
  const end = (one) => (linked ? el("a", { href: actorLink(one.id ?? one), "data-inner": true }, bdi(nameOf(one))) : bdi(nameOf(one)));
  return el(
    "p",
    { class: "statement" },
    end(subject),
    " ",
    el("span", { class: "verb" }, t(`type.${type}`)),
    " ",
    end(object),
    title && [" ", el("span", { class: "quiet" }, "(", bdi(title), ")")],
  );
}

/** The claims about one relation, facts first and apart, those that the dates leave out counted. */
export async function claimsOf(tie, state) {
  const rows = await query("claims-of-relation", { relation: tie, limit: 500 });
  if (!rows.length) return [message(t("ties.none"))];
  await nameClaims(rows);
  const seen = rows.filter((row) => within(row.claim, state));
  const facts = seen.filter((row) => standing(row.claim) === "fact");
  const doubts = seen.filter((row) => standing(row.claim) !== "fact");
  const { claim, subject, object } = rows[0];
  const list = (key, some) => some.length && [el("h3", null, t(key)), el("ol", { class: "claims" }, some.map((row) => claimItem(row)))];
  return [
    el("h2", { tabindex: -1 }, [...statement({ type: claim.type, subject, object, title: claim.title }, true).childNodes]),
    ...[list("ties.facts", facts), list("ties.doubts", doubts)].flat().filter(Boolean),
    rows.length > seen.length && el("p", { class: "quiet" }, t("claims.later", { n: number(rows.length - seen.length) })),
  ].filter(Boolean);
}

function titled({ title, url, language }) {
  const cite = el("cite", { lang: language }, bdi(title));
  // Whatever else an article's address may be, it is not followed.
  return /^https?:\/\//i.test(url ?? "") ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, cite) : cite;
}

function time(text, key) {
  const words = t(key, { date: "\n" }).split("\n");
  return [words[0], el("time", { datetime: text }, date(text)), words[1]];
}

function isolated(text) {
  return `\u2068${text}\u2069`;
}

function dot() {
  return el("span", { class: "dot", "aria-hidden": "true" }, " · ");
}
