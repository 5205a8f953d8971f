// Which points nobody beats on both axes, where more is better on both.

/** The indices of the front, from the smallest x to the largest. Equal points stand on it together. */
export function paretoFront(points: readonly { x: number; y: number }[]): number[] {
  const order = points
    .map(({ x, y }, index) => ({ x, y, index }))
    .sort((one, other) => other.x - one.x || other.y - one.y);
  const front: typeof order = [];
  for (const point of order) {
    const best = front.at(-1);
    const isEqual = best !== undefined && best.x === point.x && best.y === point.y;
    if (best === undefined || point.y > best.y || isEqual) front.push(point);
  }
  return front.reverse().map(({ index }) => index);
}
