// Words, numbers and dates in the language of the page.

const root = document.documentElement;
const RIGHT_TO_LEFT = ["ar"];

/** The language of the page. */
export const LANGUAGE = root.lang;

// Western digits in Arabic too: names of products and dates in sources are written with them.
const LOCALE = { en: "en-GB", ar: "ar-u-nu-latn", zh: "zh-CN" }[LANGUAGE];
const plurals = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LOCALE);
let texts = {};

/** Fetch the texts; nothing can be said before. */
export async function learn() {
  texts = await (await fetch(new URL(`./${LANGUAGE}.json`, import.meta.url))).json();
}

/** A text, its {places} filled. */
export function t(key, values = {}) {
  return fill(texts[key] ?? key, values);
}

/** A counted text: "1 claim", "5 claims". */
export function counted(key, number) {
  const forms = texts[key];
  return fill((number === 0 && forms.zero) || forms[plurals.select(number)] || forms.other, { n: numbers.format(number) });
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A number. */
export function number(value, digits = 0) {
  return value.toLocaleString(LOCALE, { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

/** A strength or share, with as many digits as it bears. */
export function strength(value) {
  return value.toLocaleString(LOCALE, { maximumSignificantDigits: 2 });
}

/** A date that may be a day, a month or a year. */
export function date(text) {
  const [year, month, day] = text.split("-").map(Number);
  if (!month) return LANGUAGE === "zh" ? `${year}年` : `${year}`;
  const shown = { year: "numeric", month: day ? "short" : "long", ...(day && { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat(LOCALE, shown).format(Date.UTC(year, month - 1, day || 1));
}

/** Which way a language is written. */
export function direction(language) {
  return RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}
