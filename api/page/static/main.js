// What is on the page: one view at a time, as the address says.

import { combobox } from "./combobox.js";
import { say } from "./dom.js";
import { Explore } from "./explore.js";
import { Paths } from "./pathfinder.js";
import { Start } from "./start.js";
import { actorLink, go, link, listen, read } from "./state.js";
import { learn, t } from "./words.js";

const VIEWS = { start: Start, explore: Explore, paths: Paths };
const main = document.getElementById("main");
let shown = { view: "" };

function show(state) {
  if (shown.view !== state.view) {
    shown = { view: state.view, page: new VIEWS[state.view]() };
    main.replaceChildren(shown.page.root);
    scrollTo(0, 0);
  }
  shown.page.update(state);
  mark("to-explore", state.view !== "paths", link({ view: null, actor: state.actor || state.from, tie: null, open: null }));
  mark("to-paths", state.view === "paths", link({ view: "paths", from: state.from || state.actor, tie: null }));
  for (const anchor of document.querySelectorAll(".languages a")) anchor.href = link({ lang: anchor.lang });
}

function mark(id, current, address) {
  const anchor = document.getElementById(id);
  anchor.href = address;
  anchor.dataset.inner = "";
  if (current) anchor.setAttribute("aria-current", "page");
  else anchor.removeAttribute("aria-current");
}

await learn();
const { box, input } = combobox({
  label: t("find"),
  placeholder: "Jensen Huang, هواوي, 商务部 …",
  unseen: true,
  chosen: (entity) => {
    input.value = "";
    go(actorLink(entity.id));
    main.focus({ preventScroll: true });
    say(t("loading"));
  },
});
document.getElementById("find").append(box);
listen(show);
show(read());
