// Questions to the server that this page came from.

import { t } from "./words.js";

/** Rows or an object; throws an Error whose message can be shown. */
export async function ask(path, parameters = {}, { signal } = {}) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== "" && one !== null) given.append(name, one);
  }
  let answer;
  try {
    answer = await fetch(`${path}?${given}`, { signal });
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Error(t("failed", { why: t("unreachable") }));
  }
  const body = await answer.json().catch(() => ({ detail: answer.statusText }));
  if (!answer.ok) throw Object.assign(new Error(t("failed", { why: body.detail })), { errors: body.errors ?? [], noPath: body.noPath });
  return body;
}

/** The rows of a named query. */
export async function query(name, parameters, options) {
  return (await ask(`/v1/queries/${name}`, parameters, options)).rows;
}
