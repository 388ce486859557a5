// An actor, its neighbourhood drawn and listed, and the sentences behind any line.

import { ask } from "./ask.js";
import { card } from "./card.js";
import { claimsOf } from "./claims.js";
import { el, focusKey, heldKey, message, say } from "./dom.js";
import { Filters } from "./filters.js";
import { learnNames, nameOf, remember } from "./names.js";
import { Picture } from "./picture.js";
import { Slider } from "./slider.js";
import { lines } from "./standing.js";
import { change, read } from "./state.js";
import { list } from "./ties.js";
import { counted, LANGUAGE, t } from "./words.js";

const narrow = matchMedia("(max-width: 760px)");
const LIMIT = { wide: 30, tall: 12 };
const DATES = ["known", "since", "until", "undated"];

/** The view of an actor. */
export class Explore {
  constructor() {
    this.picture = new Picture();
    this.slider = new Slider();
    this.filters = new Filters();
    this.more = el("button", { type: "button", hidden: true, onclick: () => this.showMore() }, t("more"));
    this.ties = el("section", { class: "ties" }, el("p", {}, t("loading")));
    this.panel = el("aside", { class: "panel", "aria-label": t("claims") });
    this.stage = el(
      "section",
      { class: "stage" },
      this.filters.families,
      this.picture.root,
      el("div", { class: "under" }, this.slider.root, this.more),
      this.filters.root,
      this.ties,
    );
    this.root = el("div", { class: "explore" }, this.panel, this.stage);
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
    narrow.addEventListener("change", () => this.root.isConnected && this.update(read()));
  }

  async update(state) {
    const shape = narrow.matches ? "tall" : "wide";
    const limit = Number(state.limit) || LIMIT[shape];
    const wanted = { actor: state.actor, expand: state.expand, limit, shape, language: LANGUAGE };
    const [pictured, panelled] = [JSON.stringify(wanted), JSON.stringify([state.actor, state.look, state.tie, state.look && state.expand, ...DATES.map((name) => state[name])])];
    if (this.pictured !== pictured) {
      this.pictured = pictured;
      this.load(wanted, pictured).catch((fault) => this.fail(fault, pictured));
    } else if (this.data) this.show(state);
    if (this.panelled !== panelled) {
      this.panelled = panelled;
      this.fillPanel(state, panelled).catch((fault) => this.panelled === panelled && this.panel.replaceChildren(message(fault.message)));
    }
  }

  async load(wanted, pictured) {
    this.stage.setAttribute("aria-busy", "true");
    const data = await ask("/v1/pictures/neighbourhood", wanted);
    if (this.pictured !== pictured) return;
    this.data = data;
    remember(data.nodes);
    document.title = `${nameOf(data.actor)} – techtrade`;
    this.picture.place(data);
    this.more.hidden = !data.more.length || wanted.limit >= 200;
    this.show(read());
    this.stage.removeAttribute("aria-busy");
  }

  fail(fault, pictured) {
    if (this.pictured !== pictured) return;
    this.data = null;
    this.stage.removeAttribute("aria-busy");
    this.ties.replaceChildren(message(fault.message));
  }

  show(state) {
    const seen = lines(this.data.ties, state);
    this.picture.draw(seen, state);
    this.slider.show(this.data.ties, state);
    this.filters.show(this.data.ties, state);
    const held = heldKey(this.ties);
    this.ties.replaceChildren(...list(seen, state, this.data.actor));
    focusKey(this.ties, held);
    say(counted("n.ties", seen.length));
  }

  async fillPanel(state, panelled) {
    const asked = document.activeElement;
    const open = Boolean(state.tie || state.look);
    if (state.tie) await learnNames([state.actor]);
    const parts = state.tie ? await claimsOf(state.tie, state) : await card(state.look || state.actor, state);
    if (this.panelled !== panelled) return;
    const close = open && el("button", { type: "button", class: "back", onclick: () => this.leave() }, t(state.tie ? "back" : "close"));
    const title = state.tie && el("h1", { class: "unseen" }, nameOf(state.actor)); // the card's own, where there is a card
    this.panel.replaceChildren(...[title, close, ...parts].filter(Boolean));
    this.panel.classList.toggle("open", open);
    // Whoever opened it is taken there, and brought back on leaving; a page that opens with it is left alone.
    const opener = this.root.contains(asked) && !this.panel.contains(asked) && asked;
    if (open && opener) {
      this.opener = opener.dataset.key;
      this.panel.querySelector("[tabindex]")?.focus({ preventScroll: !narrow.matches });
      this.panel.scrollTop = 0;
    }
  }

  leave() {
    const state = read();
    if (!state.tie && !state.look) return;
    change(state.tie ? { tie: null } : { look: null });
    focusKey(this.root, this.opener);
  }

  showMore() {
    const shape = narrow.matches ? "tall" : "wide";
    change({ limit: String(Math.min(200, (Number(read().limit) || LIMIT[shape]) * 2)) });
  }
}
