// Waits until an assertion holds: what is saved or shown a moment later is not announced to a test in another process.
import assert from "node:assert/strict";

export async function eventually(check: () => Promise<void>): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (true) {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || performance.now() > deadlineMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
