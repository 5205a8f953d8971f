// Labels beside points of a plot, where there is room for them. A label that finds none is left out: readout and table say
// what it would have said. Pure geometry.

export type LabelledPoint = { x: number; y: number; width: number };
export type Bounds = { left: number; right: number; top: number; bottom: number };
/** Where the text begins and its baseline lies. */
export type PointLabel = { x: number; y: number };

const lineHeight = 13;
const toMarker = 9;
const markerRadius = 6;

type Box = Bounds;

/** In the order of the points; undefined where none fits. Markers are never covered. */
export function placeBeside(
  points: readonly LabelledPoint[],
  bounds: Bounds,
  markers: readonly { x: number; y: number }[],
): (PointLabel | undefined)[] {
  const taken: Box[] = markers.map(({ x, y }) => around(x, y));
  return points.map((point) => {
    const free = candidates(point).find(
      (box) => isInside(box, bounds) && taken.every((other) => !overlaps(box, other)),
    );
    if (!free) return undefined;
    taken.push(free);
    return { x: free.left, y: free.bottom - 3 };
  });
}

/** Up right, up left, down right, down left, above, below. */
function candidates({ x, y, width }: LabelledPoint): Box[] {
  const starts = [x + toMarker, x - toMarker - width];
  const beside = [y - lineHeight, y].flatMap((top) => starts.map((left) => box(left, top, width)));
  const centred = [y - toMarker - lineHeight, y + toMarker].map((top) =>
    box(x - width / 2, top, width),
  );
  return [...beside, ...centred];
}

function box(left: number, top: number, width: number): Box {
  return { left, right: left + width, top, bottom: top + lineHeight };
}

function around(x: number, y: number): Box {
  return {
    left: x - markerRadius,
    right: x + markerRadius,
    top: y - markerRadius,
    bottom: y + markerRadius,
  };
}

function isInside(inner: Box, outer: Bounds): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
