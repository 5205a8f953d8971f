// Labels of vertical lines, in lanes above a plot, so that no label covers another or another's line. Pure geometry.

/** A line at `x` whose text is `width` wide. */
export type LineLabel = { x: number; width: number };
/**
 * Lane 0 lies next to the plot. `isOver`: the text lies across its own line, which has to end below it. `isClear`: it meets
 * no other text or line.
 */
export type PlacedLabel = { lane: number; from: number; isOver: boolean; isClear: boolean };
export type Span = { from: number; to: number };

const besideLine = 4;
const gap = 6;
/** Every way to place so many is tried; more are placed one after the other. */
const maxTried = 6;

type Place = Pick<PlacedLabel, "from" | "isOver">;
type Box = PlacedLabel & { label: LineLabel; to: number };

/** In the order of the labels. Lines rise from the plot through lanes below their own. */
export function placeInLanes(labels: readonly LineLabel[], span: Span): PlacedLabel[] {
  // From the right: a line further left then always finds a lane above the texts that run to the right.
  const boxes = best(
    labels.toSorted((one, other) => other.x - one.x),
    [],
    span,
    labels.length <= maxTried,
  );
  return labels.flatMap((label) => {
    const box = boxes.find((one) => one.label === label);
    return box
      ? [{ lane: box.lane, from: box.from, isOver: box.isOver, isClear: box.isClear }]
      : [];
  });
}

function best(
  labels: readonly LineLabel[],
  placed: readonly Box[],
  span: Span,
  triesAll: boolean,
): readonly Box[] {
  const [label, ...rest] = labels;
  if (label === undefined) return placed;
  const ways = placesFor(label, span).map((place) => [...placed, lowest(label, place, placed)]);
  const open = triesAll ? ways : [ways.toSorted((a, b) => cost(a) - cost(b))[0] ?? placed];
  return open
    .map((way) => best(rest, way, span, triesAll))
    .reduce((one, other) => (cost(other) < cost(one) ? other : one));
}

/** Readable first, then low, then beside the lines, then to their right. */
function cost(boxes: readonly Box[]): number {
  const top = Math.max(0, ...boxes.map(({ lane }) => lane));
  const each = boxes.map(({ isClear, isOver, from, label }) => {
    if (!isClear) return 1000;
    return isOver ? 5 : from < label.x ? 0.1 : 0;
  });
  return each.reduce((sum, one) => sum + one, 10 * top);
}

/** In the lowest lane where it meets nothing, else above everything. */
function lowest(label: LineLabel, place: Place, others: readonly Box[]): Box {
  const top = Math.max(-1, ...others.map(({ lane }) => lane)) + 1;
  const boxAt = (lane: number): Box => {
    return { ...place, lane, label, to: place.from + label.width, isClear: true };
  };
  for (let lane = 0; lane <= top; lane++) {
    const box = boxAt(lane);
    if (others.every((other) => areApart(box, other))) return box;
  }
  return { ...boxAt(top), isClear: false };
}

/** To the right of the line, to its left, and across it. */
function placesFor({ x, width }: LineLabel, span: Span): Place[] {
  const beside = [x + besideLine, x - besideLine - width]
    .filter((from) => from >= span.from && from + width <= span.to)
    .map((from) => ({ from, isOver: false }));
  const across = Math.max(span.from, Math.min(x - width / 2, span.to - width));
  return [...beside, { from: across, isOver: true }];
}

function areApart(one: Box, other: Box): boolean {
  if (one.lane === other.lane && one.from < other.to + gap && other.from < one.to + gap) {
    return false;
  }
  return !crosses(one, other) && !crosses(other, one);
}

/** Whether the first one's line runs through the other's text. */
function crosses({ label, lane, isOver }: Box, text: Box): boolean {
  const isBeside = label.x <= text.from - besideLine / 2 || label.x >= text.to + besideLine / 2;
  return !isBeside && (isOver ? lane > text.lane : lane >= text.lane);
}
