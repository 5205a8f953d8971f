// Labels beside points of a plot, where there is room for them. A label that finds none is left out: readout and table say
// what it would have said. Pure geometry.

export type LabelledPoint = { x: number; y: number; width: number };
export type Bounds = { left: number; right: number; top: number; bottom: number };
/** Where the text begins and its baseline lies. */
export type PointLabel = { x: number; y: number };

const lineHeight = 13;
const toMarker = 9;
const markerRadius = 6;

/** In the order of the points; undefined where none fits. What is blocked is never covered. */
export function placeBeside(
  points: readonly LabelledPoint[],
  bounds: Bounds,
  blocked: readonly Bounds[],
): (PointLabel | undefined)[] {
  const taken = [...blocked];
  return points.map((point) => {
    const free = candidates(point).find(
      (box) => isInside(box, bounds) && taken.every((other) => !overlaps(box, other)),
    );
    if (!free) return undefined;
    taken.push(free);
    return { x: free.left, y: free.bottom - 3 };
  });
}

/** What a marker covers. */
export function markerBox({ x, y }: { x: number; y: number }): Bounds {
  return {
    left: x - markerRadius,
    right: x + markerRadius,
    top: y - markerRadius,
    bottom: y + markerRadius,
  };
}

/** Up right, up left, down right, down left, above, below. */
function candidates({ x, y, width }: LabelledPoint): Bounds[] {
  const starts = [x + toMarker, x - toMarker - width];
  const beside = [y - lineHeight, y].flatMap((top) => starts.map((left) => box(left, top, width)));
  const centred = [y - toMarker - lineHeight, y + toMarker].map((top) =>
    box(x - width / 2, top, width),
  );
  return [...beside, ...centred];
}

function box(left: number, top: number, width: number): Bounds {
  return { left, right: left + width, top, bottom: top + lineHeight };
}

function isInside(inner: Bounds, outer: Bounds): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

function overlaps(one: Bounds, other: Bounds): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
