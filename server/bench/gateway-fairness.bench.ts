// Whether inline stays fast while batch takes all the rest, on an engine of its own and on a shared one, in the five ways a
// team could set that up; and how what there is is shared out between people and between classes.
import { type Arm, createArms } from "./fairness/arms.ts";
import { percentile } from "./fairness/figures.ts";
import { inlineAlone, type Mixed, type Plan, type Waits, withBatch } from "./fairness/rounds.ts";
import { sharesOfAll } from "./fairness/shares.ts";

export const name = "gateway-fairness";

const rounds = 2;

type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number } | { atLeast: number };
  note?: string;
  isSimulated?: true;
};

export async function run(signal: AbortSignal): Promise<Row[]> {
  const shares = await shareRows(signal);
  const arms = await createArms(signal);
  try {
    const all: Measured[] = arms.map((arm) => ({ arm, idle: [], mixed: [] }));
    for (let round = 0; round < rounds; round += 1) {
      await idleRound(all, round, signal);
      for (const { arm, mixed } of all) {
        mixed.push(await withBatch(arm, planOf(arm, round), signal));
      }
    }
    const rows = [...all.flatMap(armRows), ...shares];
    return rows.map((row) => ({ ...row, isSimulated: true as const }));
  } finally {
    await Promise.all(arms.map((arm) => arm.stop()));
  }
}

/** Engines that take more than a second for a first token do not notice each other; one that takes 40 ms would. */
async function idleRound(all: readonly Measured[], round: number, signal: AbortSignal) {
  const measure = async ({ arm, idle }: Measured) => {
    idle.push(await inlineAlone(arm, planOf(arm, round), signal));
  };
  await Promise.all(all.filter(({ arm }) => !arm.isSeparate).map(measure));
  await Promise.all(all.filter(({ arm }) => arm.isSeparate).map(measure));
}

function planOf({ isSeparate }: Arm, round: number): Plan {
  // More where an answer takes a tenth of a second than where it takes two.
  const rate = isSeparate ? { perSecond: 26, requests: 104 } : { perSecond: 9, requests: 52 };
  return { ...rate, seed: `inline ${round}` };
}

type Measured = { arm: Arm; idle: Waits[]; mixed: Mixed[] };

function armRows({ arm, idle, mixed }: Measured): Row[] {
  const before = pooled(idle);
  const beside = pooled(mixed.map(({ waits }) => waits));
  const ratio = mixed.map((each) => (100 * each.mixed) / each.alone);
  const ttft = arm.isSeparate
    ? ttftRows(arm, before, beside)
    : waitRows(arm, mixed, before, beside);
  return [
    ...ttft,
    {
      what: `${arm.name}: batch tokens/s beside inline, of what they are alone`,
      unit: "%",
      samples: ratio,
      ...(arm.isJudged ? { budget: { atLeast: arm.isSeparate ? 95 : 90 } } : {}),
      note: `${whole(mixed.map((each) => each.mixed))} of ${whole(mixed.map((each) => each.alone))} tokens/s`,
    },
    {
      what: `${arm.name}: inline requests that failed`,
      unit: "requests",
      samples: [before.failed + beside.failed],
      budget: { atMost: 0 },
    },
  ];
}

/** An engine of its own: the time itself, as a client sees it. */
function ttftRows(arm: Arm, idle: Waits, mixed: Waits): Row[] {
  const ratio = (of: (waits: Waits) => readonly number[]) =>
    percentile(of(mixed), 0.99) / percentile(of(idle), 0.99);
  return [
    {
      what: `${arm.name}: inline TTFT p99 beside batch, of idle`,
      unit: "times",
      samples: [ratio(({ seenMs }) => seenMs)],
      budget: { atMost: 1.1 },
      note: `${figuresOf(idle.seenMs)} idle, ${figuresOf(mixed.seenMs)} beside batch; ${lagOf(idle, mixed)}`,
    },
    {
      what: `${arm.name}: the same by the records of gateway and engine`,
      unit: "times",
      samples: [ratio(({ recordedMs }) => recordedMs)],
      note: `${figuresOf(idle.recordedMs)} idle, ${figuresOf(mixed.recordedMs)} beside batch`,
    },
  ];
}

/** A shared engine: what its batch adds, of which one step cannot be avoided. */
function waitRows(arm: Arm, mixed: readonly Mixed[], idle: Waits, beside: Waits): Row[] {
  const added = (of: (waits: Waits) => readonly number[], share: number) =>
    percentile(of(beside), share) - percentile(of(idle), share);
  const step = longStep(arm, mixed);
  const waited = ({ waitedMs }: Waits) => waitedMs;
  return [
    {
      what: `${arm.name}: added wait of inline beside batch, p99`,
      unit: "ms",
      samples: [added(waited, 0.99)],
      ...(arm.isJudged ? { budget: { atMost: step.ms + 2 } } : {}),
      note: `${figuresOf(idle.waitedMs)} idle, ${figuresOf(beside.waitedMs)} beside batch, of that in the gateway ${figuresOf(beside.queuedMs)}; a step: ${step.text}`,
    },
    {
      what: `${arm.name}: added TTFT of inline beside batch, p99`,
      unit: "ms",
      samples: [added(({ seenMs }) => seenMs, 0.99)],
      note: `${figuresOf(idle.seenMs)} idle, ${figuresOf(beside.seenMs)} beside batch; by the records ${figuresOf(idle.recordedMs)} and ${figuresOf(beside.recordedMs)}; ${lagOf(idle, beside)}`,
    },
  ];
}

/** One that p99 of the requests meet: all streams there are, and the prompts that begin together. */
function longStep(arm: Arm, mixed: readonly Mixed[]): { ms: number; text: string } {
  const { stepMs, decodeStreamMs, prefillTokenMs } = arm.engine;
  const streams = Math.max(...mixed.map((each) => each.streams));
  const prompts = percentile(
    mixed.flatMap(({ promptTokens }) => promptTokens),
    0.99,
  );
  const ms = stepMs + decodeStreamMs * streams + prefillTokenMs * prompts;
  return {
    ms,
    text: `${ms.toFixed(1)} ms with ${streams.toFixed(0)} streams and ${prompts.toFixed(0)} prompt tokens`,
  };
}

async function shareRows(signal: AbortSignal): Promise<Row[]> {
  const { ofPeople, ofClasses } = await sharesOfAll(signal);
  const percent = (shares: typeof ofPeople, of: "requests" | "tokens", key: string) => {
    const sum = [...shares.values()].reduce((total, share) => total + share[of], 0);
    return (100 * (shares.get(key)?.[of] ?? 0)) / sum;
  };
  const told = (shares: typeof ofPeople) =>
    [...shares].map(([task, share]) => `${task} ${share.requests} requests`).join(", ");
  return [
    {
      what: "tokens of whoever asks for an eighth of what another asks for, of both",
      unit: "%",
      samples: [percent(ofPeople, "tokens", "explain")],
      budget: { atLeast: 45 },
      note: told(ofPeople),
    },
    ...["review", "batch"].map((task) => ({
      what: `admissions of ${task} while chat never ends`,
      unit: "%",
      samples: [percent(ofClasses, "requests", task)],
      budget: { atLeast: 1 },
      note: `after half a second of waiting; one in sixteen is what both may have together; ${told(ofClasses)}`,
    })),
  ];
}

function pooled(all: readonly Waits[]): Waits {
  const flat = (of: (waits: Waits) => readonly number[]) => all.flatMap(of);
  return {
    seenMs: flat(({ seenMs }) => seenMs),
    recordedMs: flat(({ recordedMs }) => recordedMs),
    waitedMs: flat(({ waitedMs }) => waitedMs),
    queuedMs: flat(({ queuedMs }) => queuedMs),
    lagMs: flat(({ lagMs }) => lagMs),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function figuresOf(values: readonly number[]): string {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => percentile(values, share).toFixed(1));
  return `p50 ${p50} p90 ${p90} p99 ${p99} ms (n=${values.length})`;
}

function lagOf(...all: readonly Waits[]): string {
  return `the client itself was late by p99 ${all.flatMap(({ lagMs }) => lagMs.map((ms) => ms.toFixed(1))).join(", ")} ms`;
}

function whole(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(", ");
}
