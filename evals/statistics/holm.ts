// Several tests at once: keeps the chance of any false alarm at the level of one.

/** Holm's step-down adjustment of p-values (S. Holm, Scand. J. Stat. 6, 1979), in the order they came. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((left, right) => left.p - right.p);
  const adjusted = new Array<number>(pValues.length);
  let least = 0;
  order.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = least;
  });
  return adjusted;
}
