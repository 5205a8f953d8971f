export type Step = { from: number; rate: number };
export type Piece = { from: number; to: number; rate: number };

export function stepAt(steps: readonly Step[], minute: number): number {
  return steps.filter((step) => step.from <= minute).length - 1;
}

export function rateAt(steps: readonly Step[], minute: number): number {
  return steps[stepAt(steps, minute)]?.rate ?? 0;
}

export function pieces(steps: readonly Step[], from: number, to: number): Piece[] {
  return steps
    .map((step, index) => ({
      from: Math.max(from, step.from),
      to: Math.min(to, steps[index + 1]?.from ?? Infinity),
      rate: step.rate,
    }))
    .filter((piece) => piece.from < piece.to);
}

export function price(steps: readonly Step[], from: number, to: number): number {
  let sum = 0;
  for (const piece of pieces(steps, from, to)) sum += (piece.to - piece.from) * piece.rate;
  return sum;
}
