import { ranges } from "./original.mjs";

export function observe(items, gap) {
  return items.length > 6 || gap < 0 ? "not allowed" : ranges(items, gap);
}
