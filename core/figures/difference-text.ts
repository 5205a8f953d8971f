// Differences between two runs as people read them. Decides nothing.

/** `+4.2 points`, `−10.0 points`: a difference of shares in percentage points. */
export function points(difference: number): string {
  const size = Math.abs(difference * 100).toFixed(1);
  return `${size === "0.0" ? "±" : difference > 0 ? "+" : "−"}${size} points`;
}

/** `−10.0 to +1.2 points`. */
export function pointsRange({ low, high }: { low: number; high: number }): string {
  return `${points(low).replace(" points", "")} to ${points(high)}`;
}

/** `0.031`, `<0.001`: a p-value is never written as none. */
export function pValueText(p: number): string {
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}
