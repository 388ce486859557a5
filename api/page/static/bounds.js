// The bounds of a question for paths, as state and server name them, and what it is to loosen them.

import { LANGUAGE, counted, date, t } from "./words.js";

/** What takes every loosening out of the address. */
export const TIGHT = { max_hops: null, any_order: null, countries: null };

const PHRASES = {
  known_at: (day) => (day ? t("with.known_at", { date: date(day) }) : t("with.everything")),
  max_hops: (most) => t("with.max_hops", { n: counted("n.steps", Number(most)) }),
};

/** The bounds that a state has, as the server takes them. */
export function bounds(state) {
  const given = [["known_at", state.known], ...Object.keys(TIGHT).map((name) => [name, state[name]])];
  return Object.fromEntries(given.filter(([, value]) => value));
}

/** How a question is asked, in words: options and their values. */
export function phrase(options) {
  const words = options.map(([name, value]) => PHRASES[name]?.(value) ?? t(`with.${name}`));
  return new Intl.ListFormat(LANGUAGE, { type: "conjunction" }).format(words);
}

/** What in the state must change to ask a looser question, whose parameters are given. */
export function loosening(options, asked) {
  const changes = options.map((option) => {
    if (option === "reversed") return { from: asked.get("source"), to: asked.get("target") };
    return { [option === "known_at" ? "known" : option]: asked.get(option) };
  });
  return Object.assign({ open: null }, ...changes);
}
