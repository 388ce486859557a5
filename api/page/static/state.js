// What is shown, as it stands in the address: every state is a link.

const LISTS = ["expand", "types"];
const WORDS = ["view", "actor", "look", "tie", "from", "to", "since", "until", "known", "max_hops", "any_order", "countries", "undated", "facts", "doubts", "limit", "open"];
const listeners = [];

/** The state that the address tells. */
export function read() {
  const given = new URLSearchParams(location.search);
  const state = {};
  for (const name of WORDS) state[name] = given.get(name) ?? "";
  for (const name of LISTS) state[name] = given.getAll(name);
  if (!state.view) state.view = state.actor ? "explore" : "start";
  return state;
}

/** The address of the present state with some changes; a null or empty value takes a name out. */
export function link(changes, from = location.search) {
  const given = new URLSearchParams(from);
  for (const [name, value] of Object.entries(changes)) {
    given.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) given.append(name, one);
  }
  given.sort();
  return `/?${given}`;
}

/** The address of an actor, without what belongs to the one before. */
export function actorLink(id) {
  return link({ view: null, actor: id, look: null, tie: null, expand: null, from: null, to: null, max_hops: null, any_order: null, countries: null, open: null, limit: null });
}

/** Show another state; replacing it leaves no step to go back to. */
export function change(changes, { replace = false } = {}) {
  go(link(changes), { replace });
}

/** Show the state of an address. */
export function go(address, { replace = false } = {}) {
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  tell();
}

/** Be told of every state that is shown. */
export function listen(listener) {
  listeners.push(listener);
}

function tell() {
  for (const listener of listeners) listener(read());
}

addEventListener("popstate", tell);

// Links within the page change the state and load nothing; whoever wants a new tab gets one.
addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[data-inner]");
  if (!anchor || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(anchor.getAttribute("href"));
});
