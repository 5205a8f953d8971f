// The waits and the due times of one policy.
import { dueTimes, waits } from "./backoff.ts";

export function run(attempts: number, firstMs: number, budgetMs: number, hints: (number | null)[]): unknown {
  const policy = { attempts, firstMs, budgetMs };
  return [waits(policy, hints), dueTimes(policy, hints).at(-1) ?? 0];
}
