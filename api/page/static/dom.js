// Elements, made from their parts. Text is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element; `on…` attributes are listeners, null and false ones are left out. */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A name, kept apart from the direction of what surrounds it. */
export function bdi(text, attributes) {
  return el("bdi", attributes, text);
}

/** Say something to a screen reader. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

/** A message in place of what could not be shown. */
export function message(text) {
  return el("p", { class: "message", role: "alert" }, text);
}

/** Focus what bears a key (data-key), if it is there: parts that are made anew keep the focus that the old ones had. */
export function focusKey(root, key) {
  if (key) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** The key of what has the focus, if it lies within. */
export function heldKey(root) {
  return root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
}
