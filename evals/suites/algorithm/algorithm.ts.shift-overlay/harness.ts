// Calls the candidate with the given blocks, or with many nested ones that are made here.
import { {{entryName}}, type Block } from "./solution.ts";

export function run(input: Block[] | { nested: number; start: number }): unknown {
  if (!Array.isArray(input)) return nested(input.nested, input.start);
  const before = JSON.stringify(input);
  const segments = {{entryName}}(input);
  return [segments.map(({ from, to, label }) => [from, to, label]), before === JSON.stringify(input)];
}

/** Block i reaches from i to 2n - i and lies above block i - 1. */
function nested(count: number, start: number): unknown {
  const blocks: Block[] = [];
  for (let i = 0; i < count; i += 1) {
    blocks.push({ from: start + i, to: start + 2 * count - i, label: `L${i}`, rank: i });
  }
  const segments = {{entryName}}(blocks);
  let sum = 0;
  segments.forEach(({ from, to, label }, at) => {
    sum = (sum + (at + 1) * ((from + to + Number(label.slice(1))) % 1009)) % 1_000_003;
  });
  return [segments.length, sum];
}
