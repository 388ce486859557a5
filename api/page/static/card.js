// What is known of one entity.

import { query } from "./ask.js";
import { bdi, el, message } from "./dom.js";
import { learnNames, nameOf, remember } from "./names.js";
import { sign } from "./shapes.js";
import { actorLink, change, link } from "./state.js";
import { counted, date, t } from "./words.js";

const POST = /^(\S*?)\/(\S*) (\S+) (.+)$/; // "2019-01/2021 nvidia Chief Executive Officer"
const SHOWN = 6;

/** The parts of the card. */
export async function card(id, state) {
  const [[actor], issued, controls] = await Promise.all([
    query("actor-card", { actor: id }),
    query("measures-by-issuer", { actor: id, limit: 100 }),
    query("controls-on", { target: id, eased: true, known_at: state.known, limit: 100 }),
  ]);
  if (!actor) return [message(t("nothing_found"))];
  remember([actor]);
  const posts = actor.posts.map((post) => POST.exec(post)).filter(Boolean);
  await learnNames([
    ...posts.map(([, , , where]) => where),
    ...issued.map((row) => row.measure.id),
    ...controls.map((row) => row.controller.id),
    ...(actor.country ? [actor.country] : []),
  ]);
  return [
    heading(actor),
    actions(actor, state),
    facts(actor),
    section("posts", posts.map(post), "posts.background"),
    section("measures", issued.map((row) => el("li", null, to(row.measure), when(row.issued[0]?.firstDate)))),
    section("controls", controls.map(control)),
    names(actor),
  ].filter(Boolean);
}

function heading(actor) {
  const kind = [t(`label.${actor.label}`), actor.kind, actor.country && nameOf(actor.country)].filter(Boolean);
  return el(
    "header",
    { class: "who" },
    sign(actor.label),
    el("div", null, el("h1", { tabindex: -1 }, bdi(nameOf(actor))), el("p", { class: "quiet" }, kind.flatMap((word, n) => [n ? " · " : "", bdi(word)]))),
  );
}

function actions(actor, state) {
  const open = state.expand.includes(actor.id);
  const expand = open ? state.expand.filter((one) => one !== actor.id) : [...state.expand, actor.id];
  const inner = (address, key) => el("a", { class: "act", href: address, "data-inner": true }, t(key));
  return el(
    "p",
    { class: "actions" },
    actor.id !== state.actor && el("button", { type: "button", class: "act", onclick: () => change({ expand }) }, t(open ? "collapse" : "expand")),
    actor.id !== state.actor && inner(actorLink(actor.id), "centre"),
    inner(link({ view: "paths", from: actor.id, to: state.from === actor.id ? null : state.to, open: null }), "path_from"),
    inner(link({ view: "paths", to: actor.id, from: state.to === actor.id ? null : state.from, open: null }), "path_to"),
  );
}

function facts(actor) {
  const said = actor.claims.reduce((sum, row) => sum + row.claims, 0);
  const doubtful = actor.claims.filter((row) => row.polarity === "negated" || !["asserted", "reported"].includes(row.modality)).reduce((sum, row) => sum + row.claims, 0);
  const rows = [
    ["mentioned", counted("n.articles", actor.articles)],
    ["claims", counted("n.claims", said)],
    ["doubts", doubtful ? counted("n.claims", doubtful) : null],
    ["seen", actor.firstSeen && (actor.firstSeen === actor.lastSeen ? date(actor.firstSeen) : t("post.span", { from: date(actor.firstSeen), to: date(actor.lastSeen) }))],
    ["names", others(actor)],
  ];
  return el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([key, value]) => el("div", null, el("dt", null, t(key)), el("dd", null, value))));
}

function others(actor) {
  const known = [
    ["en", actor.nameEn],
    ["ar", actor.nameAr],
    ["zh", actor.nameZh],
  ].filter(([, name]) => name && name !== nameOf(actor));
  return known.length ? known.flatMap(([lang, name], n) => [n ? " · " : "", bdi(name, { lang })]) : null;
}

function names(actor) {
  const written = actor.aliases.filter((alias) => ![actor.nameEn, actor.nameAr, actor.nameZh].includes(alias));
  const wikidata = actor.wikidata && el("a", { href: `https://www.wikidata.org/wiki/${encodeURIComponent(actor.wikidata)}`, target: "_blank", rel: "noopener noreferrer" }, "Wikidata ", actor.wikidata);
  return el(
    "footer",
    { class: "also" },
    written.length > 0 && el("details", null, el("summary", null, t("aliases")), el("p", null, written.flatMap((alias, n) => [n ? " · " : "", bdi(alias)]))),
    actor.registered ? wikidata : el("p", { class: "quiet" }, t("unregistered")),
  );
}

function section(key, items, note) {
  if (!items.length) return null;
  const [shown, folded] = [items.slice(0, SHOWN), items.slice(SHOWN)];
  return el(
    "section",
    null,
    el("h2", null, t(key)),
    el("ul", null, shown),
    folded.length > 0 && el("details", null, el("summary", null, `+ ${folded.length}`), el("ul", null, folded)),
    note && el("p", { class: "quiet" }, t(note)),
  );
}

function post([, from, until, where, title]) {
  const span = until ? (from ? t("post.span", { from: date(from), to: date(until) }) : t("post.until", { to: date(until) })) : from && t("post.since", { from: date(from) });
  return el("li", null, bdi(title, { lang: "en" }), ", ", to({ id: where }), span && el("span", { class: "quiet" }, " ", span));
}

function control({ controller, type, inForce, began }) {
  const state = el("span", { class: inForce ? "state now" : "state" }, t(inForce ? "in_force" : "eased"));
  return el("li", null, to(controller), " ", el("span", { class: "verb" }, t(`type.${type}`)), " ", state, when(began.date));
}

function to(entity) {
  return el("a", { href: actorLink(entity.id), "data-inner": true }, bdi(nameOf(entity)));
}

function when(text) {
  return text ? el("time", { class: "quiet", datetime: text }, " ", date(text)) : null;
}
