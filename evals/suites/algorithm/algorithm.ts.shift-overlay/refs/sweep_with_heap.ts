export type Block = { from: number; to: number; label: string; rank: number };
export type Segment = { from: number; to: number; label: string };
type Placed = Block & { index: number };

export function {{entryName}}(blocks: readonly Block[]): Segment[] {
  const placed = blocks.map((block, index) => ({ ...block, index })).filter(({ from, to }) => from < to);
  placed.sort((a, b) => a.from - b.from);
  const edges = [...new Set(placed.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const heap: Placed[] = [];
  const segments: (Segment & { index: number })[] = [];
  let next = 0;
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const from = edges[at]!;
    const to = edges[at + 1]!;
    while (next < placed.length && placed[next]!.from <= from) push(heap, placed[next++]!);
    while (heap.length > 0 && heap[0]!.to <= from) pop(heap);
    const top = heap[0];
    if (top === undefined) continue;
    const last = segments.at(-1);
    if (last !== undefined && last.to === from && {{same}}) last.to = to;
    else segments.push({ from, to, label: top.label, index: top.index });
  }
  return segments.map(({ from, to, label }) => ({ from, to, label }));
}

/** Negative when a lies above b. */
function compare(a: Placed, b: Placed): number {
  return b.rank - a.rank || {{tie}};
}

function push(heap: Placed[], item: Placed): void {
  let at = heap.length;
  heap.push(item);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[parent]!, item) <= 0) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: Placed[]): void {
  const item = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) < 0) child += 1;
    if (compare(item, heap[child]!) <= 0) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = item;
}
