export type Block = { from: number; to: number; label: string; rank: number };
export type Segment = { from: number; to: number; label: string };

export function {{entryName}}(blocks: readonly Block[]): Segment[] {
  const edges = [...new Set(blocks.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const placed = blocks.map((block, index) => ({ ...block, index }));
  const segments: (Segment & { index: number })[] = [];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const from = edges[at]!;
    const to = edges[at + 1]!;
    let top: (typeof placed)[number] | undefined;
    for (const b of placed) {
      if (b.from > from || b.to < to) continue;
      const a = top;
      if (a === undefined || (b.rank - a.rank || {{tie}}) > 0) top = b;
    }
    if (top === undefined) continue;
    const last = segments.at(-1);
    if (last !== undefined && last.to === from && {{same}}) last.to = to;
    else segments.push({ from, to, label: top.label, index: top.index });
  }
  return segments.map(({ from, to, label }) => ({ from, to, label }));
}
