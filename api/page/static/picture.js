// The drawing of a neighbourhood: nodes where the server put them, a line for everything said between two of them.

import { curves } from "./curves.js";
import { el, focusKey, heldKey, svg } from "./dom.js";
import { familyOf, SYMMETRIC } from "./families.js";
import { nameOf } from "./names.js";
import { mark, outline } from "./shapes.js";
import { change, read } from "./state.js";
import { counted, t } from "./words.js";
import { Zoom } from "./zoom.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LINE = 15;

/** The drawing. */
export class Picture {
  constructor() {
    this.lines = svg("g", { class: "lines", "aria-hidden": "true" });
    this.nodes = svg("g", { class: "nodes" });
    this.hint = svg("text", { class: "hint", "aria-hidden": "true" });
    this.canvas = svg("svg", { class: "canvas", role: "group", "aria-describedby": "picture-keys" }, this.lines, this.nodes, this.hint);
    this.zoom = new Zoom(this.canvas);
    const button = (key, sign, act) => el("button", { type: "button", title: t(key), "aria-label": t(key), onclick: act }, sign);
    this.root = el(
      "figure",
      { class: "picture" },
      this.canvas,
      el(
        "div",
        { class: "zoom" },
        button("zoom_in", "+", () => this.zoom.by(0.8)),
        button("zoom_out", "−", () => this.zoom.by(1.25)),
        button("fit", "⤢", () => this.zoom.fit()),
      ),
      el("figcaption", { id: "picture-keys", class: "unseen" }, t("picture.keys"), " ", t("drag")),
    );
    this.canvas.addEventListener("click", (event) => this.click(event));
    this.canvas.addEventListener("dblclick", (event) => this.expand(event.target.closest(".node")));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) this.canvas.addEventListener(name, (event) => this.point(event));
  }

  /** Put other nodes on the sheet. */
  place({ actor, nodes }) {
    this.at = new Map(nodes.map((node) => [node.id, node]));
    this.canvas.setAttribute("aria-label", t("picture", { name: nameOf(actor) }));
    const held = heldKey(this.nodes);
    this.nodes.replaceChildren(...nodes.map((node) => this.node(node, node.id === actor)));
    this.current = this.nodes.querySelector(".centre");
    this.current?.setAttribute("tabindex", "0");
    focusKey(this.nodes, held);
    this.zoom.bounds(nodes);
  }

  /** Draw the lines that are to be seen. */
  draw(lines, state) {
    const tied = new Set(lines.flatMap((line) => [line.subject, line.object]));
    for (const node of this.nodes.children) {
      const { id } = node.dataset;
      node.classList.toggle("absent", !tied.has(id) && !node.classList.contains("centre"));
      node.classList.toggle("opened", state.expand.includes(id));
      node.classList.toggle("looked", id === state.look);
    }
    this.hint.textContent = "";
    // Facts lie above what is none, the chosen one above all.
    const order = curves(lines, this.at).sort((a, b) => rank(a, state) - rank(b, state));
    this.lines.replaceChildren(...order.map((curve) => this.line(curve, state)));
    const chosen = state.tie && order.findLast(({ line }) => line.id === state.tie);
    if (chosen) this.tell(chosen);
  }

  node(node, centre) {
    const label = svg("text", { "aria-hidden": "true" }, node.lines.map((line, n) => svg("tspan", { x: 0, y: 26 + LINE * n }, line)));
    return svg(
      "g",
      {
        class: `node${centre ? " centre" : ""}`,
        transform: `translate(${node.x} ${node.y})`,
        role: "button",
        tabindex: "-1",
        "data-id": node.id,
        "data-key": `node ${node.id}`,
        "aria-label": `${nameOf(node)}, ${t(`label.${node.label}`)}`,
      },
      svg("title", null, nameOf(node)),
      svg("circle", { class: "reach", r: 17 }),
      outline(node.label),
      label,
    );
  }

  line(curve, state) {
    const { line, path, middle, head } = curve;
    const opened = [state.actor, ...state.expand];
    const aside = !opened.includes(line.subject) && !opened.includes(line.object);
    const drawn = svg(
      "g",
      {
        class: `line ${line.standing} ${familyOf(line.type)}${line.id === state.tie ? " chosen" : ""}${aside ? " aside" : ""}`,
        "data-tie": line.id,
        "data-subject": line.subject,
        "data-object": line.object,
      },
      svg("path", { class: "stroke", d: path, "stroke-width": (1.3 + Math.min(2.4, Math.log2(line.claims.length) * 0.7)).toFixed(1) }),
      SYMMETRIC.includes(line.type) ? null : svg("path", { class: "head", d: "M3 0 L-6 -4 L-6 4 Z", transform: head }),
      line.standing === "fact" ? null : mark(line.standing, ...middle),
      svg("path", { class: "reach", d: path }),
    );
    drawn.curve = curve;
    return drawn;
  }

  click(event) {
    if (this.zoom.dragged) return;
    const node = event.target.closest(".node");
    const line = event.target.closest(".line");
    if (node) {
      this.rove(node);
      change({ look: node.dataset.id === read().actor ? null : node.dataset.id, tie: null });
    } else if (line) change({ tie: line.dataset.tie });
  }

  expand(node) {
    if (!node || node.classList.contains("centre")) return;
    const { expand } = read();
    const { id } = node.dataset;
    change({ expand: expand.includes(id) ? expand.filter((one) => one !== id) : [...expand, id] });
  }

  key(event) {
    const node = event.target.closest(".node");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step && event.shiftKey) this.zoom.pan(step[0] * -60, step[1] * -60);
    else if (step && node) this.rove(this.nearest(node, step));
    else if (event.key === "Enter" || event.key === " ") node?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    else if (event.key === "e") this.expand(node);
    else if (event.key === "+" || event.key === "=") this.zoom.by(0.8);
    else if (event.key === "-") this.zoom.by(1.25);
    else if (event.key === "0") this.zoom.fit();
    else return;
    event.preventDefault();
  }

  nearest(node, [dx, dy]) {
    const from = this.at.get(node.dataset.id);
    let best = [Infinity, node];
    for (const other of this.nodes.querySelectorAll(".node:not(.absent)")) {
      const to = this.at.get(other.dataset.id);
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (along > 0 && along + 2 * aside < best[0]) best = [along + 2 * aside, other];
    }
    return best[1];
  }

  rove(node) {
    this.current?.setAttribute("tabindex", "-1");
    this.current = node;
    node.setAttribute("tabindex", "0");
    node.focus({ preventScroll: true });
    this.zoom.reveal(this.at.get(node.dataset.id));
  }

  point(event) {
    const leaving = event.type === "pointerout" || event.type === "focusout";
    const node = leaving ? null : event.target.closest(".node");
    const line = leaving ? null : event.target.closest(".line");
    this.canvas.classList.toggle("pointed", Boolean(node));
    for (const one of this.lines.children) {
      const { subject, object } = one.dataset;
      one.classList.toggle("near", Boolean(node) && [subject, object].includes(node.dataset.id));
    }
    if (line) this.tell(line.curve);
    else if (!this.lines.querySelector(".chosen")) this.hint.textContent = "";
  }

  tell({ line, middle }) {
    const [x, y] = middle;
    const known = line.standing === "fact" ? "" : `${t(`standing.${line.standing}`)}: `;
    this.hint.textContent = `${known}${t(`type.${line.type}`)} · ${counted("n.claims", line.claims.length)}`;
    this.hint.setAttribute("x", x);
    this.hint.setAttribute("y", y - 10);
  }
}

function rank({ line }, state) {
  return (line.id === state.tie ? 2 : 0) + (line.standing === "fact" ? 1 : 0);
}
