// Figures as people read them. Nothing here decides anything.

/** `93 %`; never 100 % for less than all and never 0 % for more than none. */
export function percent(share: number): string {
  if (share > 0.995 && share < 1) return "99 %";
  if (share > 0 && share < 0.005) return "1 %";
  return `${Math.round(share * 100)} %`;
}

export function milliseconds(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms).toLocaleString("en")} ms`;
}

export function plural(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
