// How long to wait between the attempts of a request. Knows the policy and what the server said, but no clock.

export type Policy = {
  /** How often the request is sent at most; at least 1. */
  attempts: number;
  /** The first wait; may have a fraction. */
  firstMs: number;
  /** What all waits together may come to. */
  budgetMs: number;
};

const factor = {{factor}};
const capMs = {{cap}};

/**
 * The waits between the attempts in whole milliseconds, so at most one less than there are attempts.
 *
 * - Each wait is `factor` times as long as the one before it, computed from the unrounded values, but never longer than
 *   `capMs`. A wait that is no whole number is rounded {{roundingText}}.
 * - `hints[i]` is what the server asked for after attempt i (in seconds, null or missing when it did not): the wait is
 *   at least that long, and `capMs` does not bound it. A hint changes only its own wait.
 * - When a wait would bring the sum above `budgetMs`, {{overrunText}}
 * - A wait of 0 ms is a wait like any other.
 */
export function waits(policy: Policy, hints: readonly (number | null)[]): number[] {
{{cursor}}
}

/** The moments, counted from the first attempt, at which the others are due. */
export function dueTimes(policy: Policy, hints: readonly (number | null)[]): number[] {
  let sum = 0;
  return waits(policy, hints).map((wait) => {
    sum += wait;
    return sum;
  });
}
