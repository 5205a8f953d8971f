const step = {{step}};
/** 1: the first goes before the others, -1: the last. */
const order = {{order}};

export function splitAmount(amount: number, weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (amount % step !== 0 || total === 0 || weights.some((weight) => weight < 0)) {
    throw new RangeError("This amount cannot be split by these weights.");
  }
  const coins = Math.abs(amount) / step;
  const shares = weights.map((weight, at) => {
    const lost = (coins * weight) % total;
    return { at, lost, count: (coins * weight - lost) / total };
  });
  const left = coins - shares.reduce((sum, share) => sum + share.count, 0);
  const byLoss = [...shares].sort((one, other) => other.lost - one.lost || order * (one.at - other.at));
  for (const share of byLoss.slice(0, left)) share.count += 1;
  return shares.map(({ count }) => (count === 0 ? 0 : Math.sign(amount) * step * count));
}
