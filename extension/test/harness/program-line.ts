// Waits for the line by which a program says that it is ready. It knows nothing about the program but its name.
import { setTimeout as wait } from "node:timers/promises";
import type { ProcessGroup } from "./process-group.ts";

const pollMs = 25;

/**
 * Resolves with the first match in the program's output; otherwise the program is stopped.
 * @throws when the program ends first, or says nothing of the kind within `timeoutMs`.
 */
export async function awaitLine(
  group: ProcessGroup,
  { pattern, timeoutMs, what }: { pattern: RegExp; timeoutMs: number; what: string },
  signal: AbortSignal,
): Promise<RegExpMatchArray> {
  const deadlineMs = performance.now() + timeoutMs;
  let hasEnded = false;
  void group.ended.then(() => {
    hasEnded = true;
  });
  while (true) {
    const wasOver = hasEnded || signal.aborted || performance.now() > deadlineMs;
    const match = group.output().match(pattern);
    if (match !== null && !signal.aborted) return match;
    if (wasOver) break;
    await wait(pollMs);
  }
  await group.stop();
  signal.throwIfAborted();
  throw new Error(`${what} did not become ready.\n${group.output()}`);
}
