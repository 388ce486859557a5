// A box in which one finds an entity by name, in any script, as one types (the combobox of the ARIA patterns).

import { query } from "./ask.js";
import { bdi, el, say } from "./dom.js";
import { nameOf, remember } from "./names.js";
import { sign } from "./shapes.js";
import { counted, t } from "./words.js";

const WAIT = 120; // milliseconds after the last key
const LETTER = /[\p{L}\p{N}]/u;
let made = 0;

/**
 * The parts of a combobox.
 *
 * `chosen` is called with the entity that is picked; `value` is the text to begin with.
 */
export function combobox({ label, chosen, value = "", placeholder = "", unseen = false }) {
  const id = `box-${(made += 1)}`;
  const input = el("input", {
    id,
    type: "text",
    role: "combobox",
    dir: "auto",
    value,
    placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    maxlength: 200,
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list",
  });
  const list = el("ul", { id: `${id}-list`, role: "listbox", class: "options", "aria-label": t("suggestions"), hidden: true });
  let found = [];
  let active = -1;
  let timer = 0;
  let asking = new AbortController();

  function close() {
    clearTimeout(timer);
    asking.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function point(place) {
    active = place;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `${id}-${place}`);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function pick(entity) {
    input.value = nameOf(entity);
    close();
    chosen(entity);
  }

  function show(entities) {
    found = entities;
    remember(entities);
    list.replaceChildren(
      ...entities.map((entity, n) =>
        el(
          "li",
          { id: `${id}-${n}`, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => pick(entity) },
          sign(entity.label),
          el("span", { class: "option" }, bdi(nameOf(entity)), otherNames(entity)),
          el("span", { class: "quiet" }, t(`label.${entity.label}`)),
        ),
      ),
    );
    if (!entities.length) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, t("nothing_found")));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point(-1);
    say(counted("n.found", entities.length));
  }

  async function search() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    if (!LETTER.test(input.value)) return close();
    try {
      show(await query("actor-search", { text: input.value, limit: 12 }, { signal }));
    } catch (fault) {
      if (fault.name !== "AbortError") say(fault.message);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (found.length) point((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      if (active < 0) await search();
      if (found.length && input.value) pick(found[Math.max(0, active)]);
    } else if (event.key === "Escape") {
      if (!list.hidden) event.stopPropagation();
      close();
    }
  });
  return { input, box: el("div", { class: "combobox" }, el("label", { for: id, class: unseen ? "unseen" : null }, label), input, list) };
}

function otherNames(entity) {
  const others = [entity.nameEn, entity.nameAr, entity.nameZh].filter((name) => name && name !== nameOf(entity));
  return others.length ? el("span", { class: "quiet others" }, others.flatMap((name, n) => [n ? " · " : "", bdi(name)])) : null;
}
