// What the gateway costs with everything on, beside no proxy, nginx and the gateways of others, in the same run: processor
// time a request and an event, time added to the first byte, memory, and a thousand streams at once.
import { cpus } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { startUpstream } from "./overhead/asking.ts";
import { firstByte } from "./overhead/first-byte.ts";
import { processorTime } from "./overhead/processor-time.ts";
import { recordingCalls } from "./overhead/recording-calls.ts";
import type { Row } from "./overhead/rows.ts";
import { thousandStreams } from "./overhead/thousand-streams.ts";

export const name = "gateway-overhead";

const lookMs = 2000;
/** With 200 answers a second, about what eight H100 yield at their peak: 8,407 tokens a second. */
const peakTokens = 42;

export async function run(signal: AbortSignal): Promise<Row[]> {
  const others = [await busyProcessors(signal)];
  const fast = await startUpstream({ ttftMs: 0, betweenMs: 5, tokens: 62 }, signal);
  const slow = await startUpstream({ ttftMs: 40, betweenMs: 5, tokens: peakTokens }, signal);
  const rows: Row[] = [];
  try {
    for (const part of [
      () => processorTime(fast.url, signal),
      () => firstByte(slow.url, signal),
      () => thousandStreams(slow.url, signal),
    ]) {
      rows.push(...(await part()));
      others.push(await busyProcessors(signal));
    }
  } finally {
    await fast.running.stop();
    await slow.running.stop();
  }
  return [
    {
      what: "processors that others kept busy, between the parts of this run",
      unit: "processors",
      samples: others,
      note: "figures of a machine that is not quiet say little",
    },
    recordingCalls(),
    ...rows.map((row) => ({ ...row, isSimulated: true as const })),
  ];
}

/** While this benchmark asks for nothing. */
async function busyProcessors(signal: AbortSignal): Promise<number> {
  const before = busyMs();
  const fromMs = performance.now();
  await wait(lookMs, undefined, { signal });
  return (busyMs() - before) / (performance.now() - fromMs);
}

function busyMs(): number {
  return cpus().reduce(
    (sum, { times }) => sum + times.user + times.nice + times.sys + times.irq,
    0,
  );
}
