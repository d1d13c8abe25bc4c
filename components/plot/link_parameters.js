// The fields of the View as pairs of a link: sorted, compared, changed.

export const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);
export const sortPairs = pairs => [...pairs].sort(([a, b], [c, d]) => a < c ? -1 : a > c ? 1 : b < d ? -1 : b > d ? 1 : 0);

/** The pairs of a link, sorted, with these fields of the View changed: {words: "tax", category: ["State"], where: [["Crew", "7"]]}. */
export function changePairs(pairs, changes) {
  const isUnchanged = ([name]) => !(name in changes) && !("where" in changes && name.startsWith("x:"));
  const pairsOf = ([name, value]) => name === "where" ? value.map(([header, item]) => ["x:" + header, String(item)])
    : Array.isArray(value) ? value.map(item => [name, String(item)]) : value ? [[name, String(value)]] : [];
  const drawnFields = Object.entries(changes).filter(([name]) => !["start", "end", "columns"].includes(name));
  return sortPairs([...pairs.filter(isUnchanged), ...drawnFields.flatMap(pairsOf)]);
}
