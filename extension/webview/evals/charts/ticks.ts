// Where axes are marked and how their marks are written. Figures in text are written by core/figures; this is for axes only.
import { numberLanguage } from "../../language.ts";

/** How close, as a part of themselves, two values count as equal. */
const slack = 1e-9;
const steps = [1, 2, 5];

/** The nearest ends of the form 1, 2 or 5 · 10^k around the values; never the same twice. */
export function logDomain(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [1, 10];
  const low = Math.min(...positive);
  const high = Math.max(...positive);
  const candidates = roundValues(low / 10, high * 10, steps);
  const from = candidates.findLast((value) => value <= low * (1 + slack)) ?? low;
  const to = candidates.find((value) => value >= high * (1 - slack) && value > from) ?? high;
  return [from, to];
}

/** 1, 2, 5, 10, … inside the domain, thinned to decades and then to fewer until at most `room` are left. */
export function logTicks([from, to]: readonly [number, number], room: number): number[] {
  const dense = roundValues(from, to, steps);
  if (dense.length <= room) return dense;
  const decades = roundValues(from, to, [1]);
  const every = Math.ceil(decades.length / Math.max(1, room));
  return decades.filter((_, index) => index % every === 0);
}

function roundValues(from: number, to: number, multipliers: readonly number[]): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(from)); 10 ** power <= to * (1 + slack); power++) {
    for (const multiplier of multipliers) {
      // Dividing keeps 0.2 from becoming 0.2000…01.
      const value = power < 0 ? multiplier / 10 ** -power : multiplier * 10 ** power;
      if (value >= from * (1 - slack) && value <= to * (1 + slack)) found.push(value);
    }
  }
  return found;
}

/** Those positions that keep a distance of `gap` from each other; the last one always stays. */
export function spaced<T extends { at: number }>(ticks: readonly T[], gap: number): T[] {
  const kept: T[] = [];
  for (const tick of ticks.toReversed()) {
    const next = kept.at(-1);
    if (next === undefined || next.at - tick.at >= gap) kept.push(tick);
  }
  return kept.reverse();
}

/** With as many digits as it has, three after the point at most. */
export function tickNumber(value: number): string {
  return value.toLocaleString(numberLanguage());
}

/** `0.5 ms`, `20 ms`, `5 s`. */
export function tickMs(ms: number): string {
  return ms < 1000 ? `${tickNumber(ms)} ms` : `${tickNumber(ms / 1000)} s`;
}

/** The edge of a bucket: three digits, `1.05 ms`, `1,590 ms`, `12.6 s`. */
export function edgeMs(ms: number): string {
  const isLong = ms >= 10_000;
  const digits = Number((isLong ? ms / 1000 : ms).toPrecision(3));
  return `${tickNumber(digits)} ${isLong ? "s" : "ms"}`;
}

/** `8k` for 8,192 and for 8,000; other numbers in full. */
export function tokensShort(tokens: number): string {
  for (const thousand of [1024, 1000]) {
    if (tokens >= thousand && tokens % thousand === 0) return `${tokens / thousand}k`;
  }
  return tickNumber(tokens);
}
