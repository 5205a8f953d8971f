export type Step = { from: number; rate: number };
export type Piece = { from: number; to: number; rate: number };

/**
 * The index of the last step that has begun at `minute`: a step counts from its own minute on. -1 before the first one.
 * The steps are in ascending order of `from`.
 */
export function stepAt(steps: readonly Step[], minute: number): number {
  let low = 0;
  let high = {{high}};
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle]?.from ?? Infinity) {{compare}} minute) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The rate of a minute; 0 before the first step. */
export function rateAt(steps: readonly Step[], minute: number): number {
  return steps[stepAt(steps, minute)]?.rate ?? 0;
}

/**
 * The stay from `from` up to, not including, `to` cut where the rate changes, in order and without empty pieces.
 * Time before the first step is free and makes no piece; a step with rate 0 makes one.
 */
export function pieces(steps: readonly Step[], from: number, to: number): Piece[] {
  const found: Piece[] = [];
  for (let index = stepAt(steps, from); index <= stepAt(steps, to); index += 1) {
    const rate = steps[index]?.rate;
    if (rate === undefined) continue;
    const start = Math.max(from, steps[index]?.from ?? from);
    const next = steps[index + 1]?.from ?? Infinity;
    const end = Math.min(to, next{{less}});
    if (start < end) found.push({ from: start, to: end, rate });
  }
  return found;
}

/** What the stay costs: every minute at its rate. */
export function price(steps: readonly Step[], from: number, to: number): number {
  return pieces(steps, from, to).reduce((sum, piece) => sum + (piece.to - piece.from) * piece.rate, 0);
}
