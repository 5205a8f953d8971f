// Labels of vertical lines, in lanes above a plot, so that no label covers another or another's line. Pure geometry.

/** A line at `x` whose text is `width` wide. */
export type LineLabel = { x: number; width: number };
/**
 * Lane 0 lies next to the plot. `isOver`: the text lies across its own line, which has to end below it. `isClear`: it meets
 * no other text or line.
 */
export type PlacedLabel = { lane: number; from: number; isOver: boolean; isClear: boolean };

const besideLine = 4;
const gap = 6;

type Box = PlacedLabel & { x: number; to: number };
type Place = Pick<PlacedLabel, "from" | "isOver">;

/** In the order of the labels. Lines rise from the plot through lanes below their own. */
export function placeInLanes(
  labels: readonly LineLabel[],
  span: { from: number; to: number },
): PlacedLabel[] {
  const placed = new Map<LineLabel, Box>();
  // From the right: a line further left then always finds a lane above the texts that run to the right.
  for (const label of labels.toSorted((one, other) => other.x - one.x)) {
    placed.set(label, lowest(label, span, [...placed.values()]));
  }
  return labels.flatMap((label) => {
    const box = placed.get(label);
    return box
      ? [{ lane: box.lane, from: box.from, isOver: box.isOver, isClear: box.isClear }]
      : [];
  });
}

function lowest(label: LineLabel, span: { from: number; to: number }, others: Box[]): Box {
  const places = startsFor(label, span);
  const top = Math.max(-1, ...others.map(({ lane }) => lane)) + 1;
  const boxAt = (lane: number, { from, isOver }: Place): Box => {
    return { lane, from, isOver, x: label.x, to: from + label.width, isClear: true };
  };
  for (let lane = 0; lane <= top; lane++) {
    for (const place of places) {
      const box = boxAt(lane, place);
      if (others.every((other) => areApart(box, other))) return box;
    }
  }
  return { ...boxAt(top, places[0]), isClear: false };
}

/** To the right of the line, to its left, and, as the last resort, across it. */
function startsFor(
  { x, width }: LineLabel,
  span: { from: number; to: number },
): [Place, ...Place[]] {
  const right = { from: x + besideLine, isOver: false };
  const left = { from: x - besideLine - width, isOver: false };
  const [first, ...rest] = [right, left].filter(
    ({ from }) => from >= span.from && from + width <= span.to,
  );
  const across = Math.max(span.from, Math.min(x - width / 2, span.to - width));
  const last = { from: across, isOver: true };
  return first ? [first, ...rest, last] : [last];
}

function areApart(one: Box, other: Box): boolean {
  if (one.lane === other.lane && one.from < other.to + gap && other.from < one.to + gap) {
    return false;
  }
  return !crosses(one, other) && !crosses(other, one);
}

/** Whether the first one's line runs through the other's text. */
function crosses(line: Box, text: Box): boolean {
  const isBeside = line.x <= text.from - besideLine / 2 || line.x >= text.to + besideLine / 2;
  return !isBeside && (line.isOver ? line.lane > text.lane : line.lane >= text.lane);
}
