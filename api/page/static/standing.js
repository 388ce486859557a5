// What a claim is (a fact, planned, hypothetical, alleged, denied), and whether the dates chosen let it be seen.

/** In the order in which they are shown. */
export const STANDINGS = ["fact", "planned", "hypothetical", "alleged", "denied"];

/** What a claim is; a denial is one whatever else it is. */
export function standing(claim) {
  if (claim.polarity === "negated") return "denied";
  return claim.modality === "asserted" || claim.modality === "reported" ? "fact" : claim.modality;
}

/** Whether a claim was known, and happened, within the dates of the state. */
export function within(claim, { known, since, until, undated }) {
  if (known && !(claim.publishedAt && claim.publishedAt <= known)) return false;
  if (!since && !until) return true;
  if (!claim.eventDate) return undated !== "no";
  // What is known to the month or year only counts from its first day, as on the server.
  return (!since || claim.eventDate >= since.replace(/(-01)+$/, "")) && (!until || claim.eventDate <= until);
}

/** The lines that ties make: one for each tie and standing, with the claims that the state lets be seen. */
export function lines(ties, state) {
  const made = [];
  for (const tie of ties) {
    if (state.types.length && !state.types.includes(tie.type)) continue;
    const seen = Map.groupBy(tie.claims.filter((claim) => within(claim, state)), standing);
    for (const one of STANDINGS) {
      const claims = seen.get(one);
      if (!claims || (one === "fact" ? state.facts : state.doubts) === "no") continue;
      const title = claims.find((claim) => claim.title)?.title ?? "";
      made.push({ ...tie, standing: one, claims, title });
    }
  }
  return made;
}
