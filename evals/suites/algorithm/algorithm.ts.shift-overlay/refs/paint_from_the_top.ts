export type Block = { from: number; to: number; label: string; rank: number };
export type Segment = { from: number; to: number; label: string };

/** Paints from the topmost block down; `skip` leads past pieces that are painted already. */
export function {{entryName}}(blocks: readonly Block[]): Segment[] {
  const edges = Float64Array.from(new Set(blocks.flatMap((block) => [block.from, block.to]))).sort();
  const numberOf = new Map<number, number>();
  edges.forEach((edge, index) => numberOf.set(edge, index));
  const skip = Int32Array.from({ length: edges.length + 1 }, (_, index) => index);
  const free = (piece: number): number => {
    let root = piece;
    while (skip[root] !== root) root = skip[root]!;
    while (skip[piece] !== root) [piece, skip[piece]] = [skip[piece]!, root];
    return root;
  };
  const order = blocks.map((_, index) => index);
  order.sort((x, y) => {
    const a = { rank: blocks[x]!.rank, index: x };
    const b = { rank: blocks[y]!.rank, index: y };
    return b.rank - a.rank || {{tie}};
  });
  const owner = new Int32Array(edges.length).fill(-1);
  for (const index of order) {
    const { from, to } = blocks[index]!;
    if (from >= to) continue;
    const end = numberOf.get(to)!;
    for (let piece = free(numberOf.get(from)!); piece < end; piece = free(piece)) {
      owner[piece] = index;
      skip[piece] = piece + 1;
    }
  }
  const segments: Segment[] = [];
  let last: { label: string; index: number; to: number } | undefined;
  for (let piece = 0; piece + 1 < edges.length; piece += 1) {
    const index = owner[piece]!;
    if (index < 0) continue;
    const [from, to] = [edges[piece]!, edges[piece + 1]!];
    const top = { label: blocks[index]!.label, index };
    if (last !== undefined && last.to === from && {{same}}) segments.at(-1)!.to = to;
    else segments.push({ from, to, label: top.label });
    last = { ...top, to };
  }
  return segments;
}
