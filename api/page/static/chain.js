// The actors along a path, one after the other, each a link.

import { bdi, el } from "./dom.js";
import { nameOf } from "./names.js";
import { sign } from "./shapes.js";
import { actorLink } from "./state.js";

/** A paragraph of them. */
export function chain(actors) {
  const arrow = () => el("span", { class: "arrow", "aria-hidden": "true" });
  return el("p", { class: "chain" }, actors.map((actor, n) => [n > 0 && arrow(), actorAnchor(actor)]));
}

/** A link to an actor, with its sign. */
export function actorAnchor(actor) {
  return el("a", { href: actorLink(actor.id), "data-inner": true }, sign(actor.label), bdi(nameOf(actor)));
}
