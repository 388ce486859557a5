// How lines run: from node to node, side by side where there are several between two.

const APART = 13; // between lines of one pair
const STEP = 0.07; // of a line's length, between the marks of one pair
const SHORT = 15; // room left for the node's sign, and for the arrow's head

/** Each line with its path, its middle, and where its head stands. */
export function curves(lines, at) {
  const bundles = Map.groupBy(lines, ({ subject, object }) => [subject, object].sort().join("\n"));
  const made = [];
  for (const bundle of bundles.values()) {
    bundle.forEach((line, n) => made.push(curve(line, at, n - (bundle.length - 1) / 2)));
  }
  return made;
}

function curve(line, at, place) {
  const offset = place * APART;
  const [a, b] = [at.get(line.subject), at.get(line.object)];
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / long, (b.y - a.y) / long];
  // The same side whichever way the line runs.
  const side = line.subject < line.object ? 1 : -1;
  const [cx, cy] = [(a.x + b.x) / 2 - uy * offset * side * 2, (a.y + b.y) / 2 + ux * offset * side * 2];
  const start = toward(a, cx, cy);
  const end = toward(b, cx, cy);
  const turn = (Math.atan2(end.y - cy, end.x - cx) * 180) / Math.PI;
  return {
    line,
    path: `M${f(start.x)} ${f(start.y)} Q${f(cx)} ${f(cy)} ${f(end.x)} ${f(end.y)}`,
    middle: on(start, { x: cx, y: cy }, end, 0.5 + Math.max(-0.3, Math.min(0.3, place * STEP * side))),
    head: `translate(${f(end.x)} ${f(end.y)}) rotate(${f(turn)})`,
  };
}

function on(a, c, b, t) {
  const mix = (axis) => f((1 - t) ** 2 * a[axis] + 2 * t * (1 - t) * c[axis] + t * t * b[axis]);
  return [mix("x"), mix("y")];
}

function toward(node, x, y) {
  const long = Math.hypot(x - node.x, y - node.y) || 1;
  return { x: node.x + ((x - node.x) / long) * SHORT, y: node.y + ((y - node.y) / long) * SHORT };
}

function f(value) {
  return Math.round(value * 10) / 10;
}
