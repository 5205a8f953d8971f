// Lines through points as SVG paths.

export type Point = readonly [x: number, y: number];

export function linePath(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${px(x)} ${px(y)}`).join("");
}

/** Goes up or down at the point that it leaves, then across to the next. */
export function stepPath(points: readonly Point[]): string {
  return points
    .map(([x, y], index) => (index === 0 ? `M${px(x)} ${px(y)}` : `V${px(y)}H${px(x)}`))
    .join("");
}

/** A tenth of a px is finer than any screen. */
function px(value: number): number {
  return Math.round(value * 10) / 10;
}
