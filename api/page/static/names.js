// Names of entities in the language of the page, remembered as they come.

import { query } from "./ask.js";
import { LANGUAGE } from "./words.js";

const KEY = { en: "nameEn", ar: "nameAr", zh: "nameZh" }[LANGUAGE];
const known = new Map();

/** Remember entities that came with their names in all languages. */
export function remember(entities) {
  for (const entity of entities) known.set(entity.id, entity[KEY] ?? entity.name);
}

/** Ask for the names of those that are not known. */
export async function learnNames(ids) {
  const missing = [...new Set(ids)].filter((id) => !known.has(id)).sort().slice(0, 500);
  if (missing.length) remember(await query("entity-names", { ids: missing }));
}

/** The name of an entity, or of an id. */
export function nameOf(entity) {
  const id = entity.id ?? entity;
  return known.get(id) ?? entity.name ?? id;
}
