// Moving about in a drawing: by buttons, keys, the wheel with Ctrl, a drag, or two fingers.

const MARGIN = { x: 84, top: 34, bottom: 58 };
const CLICK = 4; // pixels that a pointer may stray in a click
const CLOSEST = 0.25; // of a unit to a pixel
const FARTHEST = 6;

/** The part of a drawing that is seen. */
export class Zoom {
  constructor(canvas) {
    this.canvas = canvas;
    this.box = { x: -200, y: -200, w: 400, h: 400 };
    this.all = this.box;
    this.pointers = new Map();
    this.dragged = false;
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(name, (event) => this.pointers.delete(event.pointerId));
    new ResizeObserver(() => this.resized()).observe(canvas);
  }

  /** Take in other nodes, and show them all. */
  bounds(nodes) {
    const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
    const [left, top] = [Math.min(...xs) - MARGIN.x, Math.min(...ys) - MARGIN.top];
    this.all = { x: left, y: top, w: Math.max(...xs) + MARGIN.x - left, h: Math.max(...ys) + MARGIN.bottom - top };
    this.resized();
  }

  resized() {
    const wide = this.canvas.clientWidth;
    if (!wide) return;
    const high = Math.max(300, Math.min(this.all.h * Math.min(1, wide / this.all.w), wide < 600 ? 1000 : innerHeight * 0.78));
    this.canvas.style.height = `${Math.round(high)}px`;
    this.fit();
  }

  /** Show everything, never larger than life. */
  fit() {
    const [wide, high] = [this.canvas.clientWidth, parseFloat(this.canvas.style.height)];
    const scale = Math.max(this.all.w / wide, this.all.h / high, 1);
    const [w, h] = [wide * scale, high * scale];
    this.see({ x: this.all.x - (w - this.all.w) / 2, y: this.all.y - (h - this.all.h) / 2, w, h });
  }

  /** Zoom by a factor, around a point of the drawing. */
  by(factor, point = { x: this.box.x + this.box.w / 2, y: this.box.y + this.box.h / 2 }) {
    const scale = this.box.w / this.canvas.clientWidth;
    const f = Math.min(FARTHEST / scale, Math.max(CLOSEST / scale, factor));
    const { x, y, w, h } = this.box;
    this.see({ x: point.x - (point.x - x) * f, y: point.y - (point.y - y) * f, w: w * f, h: h * f });
  }

  /** Move by pixels. */
  pan(dx, dy) {
    const scale = this.box.w / this.canvas.clientWidth;
    this.see({ ...this.box, x: this.box.x - dx * scale, y: this.box.y - dy * scale });
  }

  /** Bring a point into sight. */
  reveal({ x, y }) {
    const { x: left, y: top, w, h } = this.box;
    const into = (value, low, size) => Math.min(value - 40, Math.max(low, value + 60 - size));
    if (x < left || y < top || x > left + w || y > top + h) this.see({ x: into(x, left, w), y: into(y, top, h), w, h });
  }

  see(box) {
    this.box = box;
    this.canvas.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  }

  point(event) {
    const { left, top, width } = this.canvas.getBoundingClientRect();
    const scale = this.box.w / width;
    return { x: this.box.x + (event.clientX - left) * scale, y: this.box.y + (event.clientY - top) * scale };
  }

  wheel(event) {
    // Without Ctrl (or a pinch, which says Ctrl) the wheel scrolls the page.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.by(Math.exp(Math.sign(event.deltaY) * Math.min(80, Math.abs(event.deltaY)) * 0.004), this.point(event));
  }

  down(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, event);
    this.from = event;
    this.dragged = false;
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const strayed = Math.hypot(event.clientX - this.from.clientX, event.clientY - this.from.clientY);
    if (!this.dragged && strayed < CLICK) return;
    this.dragged = true;
    if (!this.canvas.hasPointerCapture(event.pointerId)) this.canvas.setPointerCapture(event.pointerId);
    const other = [...this.pointers.values()].find((one) => one.pointerId !== event.pointerId);
    if (other) {
      const span = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      this.by(span(before) / span(event), this.point(other));
    } else if (event.pointerType !== "touch" || this.pointers.size > 1) this.pan(event.clientX - before.clientX, event.clientY - before.clientY);
    this.pointers.set(event.pointerId, event);
  }
}
