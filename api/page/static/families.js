// Relation types by what they are about: the colours of the lines, and the groups of the filter.

/** The types of each family. */
export const FAMILIES = {
  posts: ["HOLDS_POSITION", "MEMBER_OF", "FOUNDED", "REPRESENTS", "APPOINTED", "PART_OF", "OWNS", "INVESTS_IN"],
  trade: ["MAKES", "VARIANT_OF", "USES", "SUPPLIES", "BUYS", "PARTNERS_WITH", "COMPETES_WITH", "PAYS"],
  talks: ["MET_WITH", "VISITED", "NEGOTIATES_WITH", "AGREED_WITH", "PARTICIPATED_IN", "SIGNED", "ADDRESSED_TO"],
  pressure: ["LOBBIED", "DIRECTED", "SUPPORTS", "CRITICIZED", "ACCUSED", "REJECTED", "THREATENED", "INVESTIGATES"],
  controls: ["ISSUED", "RESTRICTS", "TARIFFS", "EASES", "RETALIATED_AGAINST"],
  context: ["LOCATED_IN", "CONCERNS"],
};

/** The types that run both ways: their lines have no arrow. */
export const SYMMETRIC = ["PARTNERS_WITH", "COMPETES_WITH", "MET_WITH", "NEGOTIATES_WITH", "AGREED_WITH"];

const family = new Map(Object.entries(FAMILIES).flatMap(([name, types]) => types.map((type) => [type, name])));

/** The family of a type. */
export function familyOf(type) {
  return family.get(type) ?? "context";
}
