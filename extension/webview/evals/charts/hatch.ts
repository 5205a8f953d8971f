// Hatching inside a rectangle as one path: a pattern that needs no id and works in the legend as well.

export type Rect = { x: number; y: number; width: number; height: number };

/** Lines that rise to the right, `step` px apart. */
export function hatch({ x, y, width, height }: Rect, step: number): string {
  let path = "";
  for (let offset = step; offset < width + height; offset += step) {
    const from = { x: x + Math.max(0, offset - height), y: y + Math.min(height, offset) };
    const to = { x: x + Math.min(width, offset), y: y + Math.max(0, offset - width) };
    path += `M${from.x} ${from.y}L${to.x} ${to.y}`;
  }
  return path;
}

/** The same and lines that fall to the right. */
export function crossHatch(rect: Rect, step: number): string {
  const { x, width } = rect;
  const mirrored = hatch(rect, step).replace(
    /([ML])([\d.-]+)/g,
    (_, command: string, at: string) => `${command}${2 * x + width - Number(at)}`,
  );
  return hatch(rect, step) + mirrored;
}
