// Figures as people read them, rounded so that none looks better than it is. Nothing here decides anything.

/** What floating point leaves below a whole number, such as 100 · 0.29. */
const slack = 1e-9;

/** `93 %`, rounded down: 94.6 % stands below a threshold of 95 % and has to look like it. Never 0 % for more than none. */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? "<1 %" : `${Math.floor(share * 100 + slack)} %`;
}

/** Rounded up: for what is better when it is small, and for upper ends. */
export function percentUp(share: number): string {
  return `${Math.ceil(share * 100 - slack)} %`;
}

/** `9 %–91 %`, rounded outwards. */
export function percentRange({ low, high }: { low: number; high: number }): string {
  return `${percent(low)}–${percentUp(high)}`;
}

/** A mean of ratings, `8.49` for 8.496. */
export function rating(mean: number): string {
  return (Math.floor(mean * 100 + slack) / 100).toFixed(2);
}

/** Its hash, and that of the suite that asked where another one has graded. */
export function suiteText({
  hash,
  askedHash,
}: {
  hash: string;
  askedHash?: string | undefined;
}): string {
  return askedHash === undefined ? hash : `${hash} (asked by ${askedHash})`;
}

export function milliseconds(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms).toLocaleString("en")} ms`;
}

/** `5.8 ms`: for gaps between tokens, where a tenth counts below 100 ms. */
export function fineMilliseconds(ms: number): string {
  return ms < 99.95 ? `${ms.toFixed(1)} ms` : milliseconds(ms);
}

export function plural(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

/** `6,615 tok/s`, `58.0 tok/s`: rounded down. */
export function tokensPerSecond(rate: number): string {
  const digits = rate < 100 ? 1 : 0;
  const floored = Math.floor(rate * 10 ** digits + slack) / 10 ** digits;
  return `${floored.toLocaleString("en", { minimumFractionDigits: digits })} tok/s`;
}

/** `1.14×`. */
export function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1)}×`;
}
