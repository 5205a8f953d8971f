// Holds every abort against the record of the upstreams and the audit of the gateway, and says where one of them is not as it
// has to be. It does not know how the clients went away.
import type { Final, Intent } from "../../../core/protocol/audit-record.ts";
import type { RequestRecord } from "../../../evals/simulator/record.ts";
import { openLogs } from "../../audit/open-logs.ts";
import { createAssembler } from "../../audit/tools/content.ts";
import { parseMeta } from "../../audit/tools/structure.ts";
import { createVault } from "../../audit/vault.ts";
import { openStore } from "../../store/open-store.ts";
import { type AbortTrial, nameOf, type Phase } from "./abort-plan.ts";

export type Aborted = {
  trial: AbortTrial;
  /** Stands in the body. */
  mark: string;
  /** When the client died; ms since the epoch with fractions. */
  at: number;
  /** Everything the client had seen, and when the last of it came. */
  seen: string;
  seenAt: number;
};

export type AbortAccount = {
  /** How often each kind was tried. */
  tried: ReadonlyMap<string, number>;
  /** From the client's death to the upstream's noticing. */
  latencies: readonly { phase: Phase; kind: string; ms: number }[];
  /** Of answers that broke off in the middle: tokens the upstream counted beyond those recorded. */
  tokensOff: readonly number[];
  /** Whatever is not as it has to be. */
  problems: readonly string[];
};

export type Judged = {
  data: string;
  aborted: readonly Aborted[];
  /** Of all upstreams. */
  records: readonly RequestRecord[];
};

export async function judgeAborts(
  { data, aborted, records }: Judged,
  signal: AbortSignal,
): Promise<AbortAccount> {
  const audited = await readAudit(data, signal);
  const upstream = new Map(records.map((record) => [record.id, record]));
  const tried = new Map<string, number>();
  const latencies: { phase: Phase; kind: string; ms: number }[] = [];
  const tokensOff: number[] = [];
  const problems: string[] = [];
  // Of a body that broke off nothing is kept, not even its mark.
  const bodiless = audited.filter(({ intent }) => intent.bytes === 0);
  for (const each of aborted) {
    const { trial, mark, at } = each;
    tried.set(nameOf(trial), (tried.get(nameOf(trial)) ?? 0) + 1);
    const entry =
      trial.phase === "body"
        ? takeFirst(bodiless, ({ intent }) => intent.path === trial.path)
        : audited.find(({ query }) => query.includes(`${mark}:`));
    const record = upstream.get(entry?.intent.id ?? "");
    const say = (what: string) => problems.push(`${mark}, ${trial.death}: ${what}`);
    if (entry === undefined) {
      say("it is not in the audit");
      continue;
    }
    for (const what of troubleIn(each, entry, record)) say(what);
    if (record?.endedAtMs === undefined) continue;
    // What reached the upstream after its client's death could not be noticed before.
    const ms = record.endedAtMs - Math.max(at, record.arrivedAtMs);
    latencies.push({ phase: trial.phase, kind: nameOf(trial), ms });
    if (hasContent(each)) {
      tokensOff.push(record.completionTokens - (entry.final?.usage?.completionTokens ?? 0));
    }
  }
  return { tried, latencies, tokensOff, problems };
}

function takeFirst<T>(list: T[], matches: (each: T) => boolean): T | undefined {
  const index = list.findIndex(matches);
  return index === -1 ? undefined : list.splice(index, 1)[0];
}

type Audited = { intent: Intent; final: Final | undefined; query: string; answer: string };

async function readAudit(data: string, signal: AbortSignal): Promise<Audited[]> {
  const store = await openStore({ data });
  const vault = createVault(store, { now: Date.now });
  try {
    const logs = openLogs(store);
    const assembler = createAssembler({ open: (subject, payload) => vault.open(subject, payload) });
    const audited: Audited[] = [];
    for (const log of await logs.names()) {
      for await (const stored of logs.read(log, 0, signal)) {
        const record = parseMeta(stored.meta);
        const content = record && (await assembler.add(stored, record));
        if (content === undefined) continue;
        const { intent, final, query, answer } = content;
        audited.push({
          intent,
          final,
          query: query.bytes.toString(),
          answer: answer.bytes.toString(),
        });
      }
    }
    return audited;
  } finally {
    vault.close();
    await store.close();
  }
}

/** Of h100x4; other streams make it longer. */
const leastStepMs = 5.7;

/** Of the answer. */
function hasContent({ seen }: Pick<Aborted, "seen">): boolean {
  return seen.includes("data: ");
}

function troubleIn(
  { trial, at, seen, seenAt }: Aborted,
  { final, answer }: Audited,
  record: RequestRecord | undefined,
): string[] {
  const { phase } = trial;
  const problems: string[] = [];
  const told = JSON.stringify(record);
  if (final?.outcome !== "aborted" || final.status !== 499) {
    problems.push(`it is recorded as ${JSON.stringify(final)}`);
  }
  if (phase === "body" || phase === "queue") {
    if (record !== undefined) problems.push(`it reached an upstream: ${told}`);
    return problems;
  }
  // The gateway had not come to it yet.
  if (record === undefined && seen === "") return problems;
  if (record === undefined) return [...problems, "it was answered, and reached no upstream"];
  // A fault that waits for its time is not told apart from one whose client went.
  const isAborted = record.outcome === "aborted" || record.outcome === "fault";
  if (!isAborted || record.endedAtMs === undefined) {
    problems.push(`the upstream did not notice: ${told}, died at ${at}`);
    return problems;
  }
  const { usage } = final ?? {};
  if (!hasContent({ seen })) return problems;
  if (answer === "") problems.push("nothing of the answer is recorded");
  if (!seen.includes(answer.slice(0, answer.indexOf("\n\n")))) {
    problems.push("the recorded answer begins otherwise than the one seen");
  }
  const off = record.completionTokens - (usage?.completionTokens ?? 0);
  // What the engine did from the last that came through to its own noticing, and the step under way.
  const most = 1 + Math.ceil((record.endedAtMs - seenAt) / leastStepMs);
  if (usage?.promptTokens !== record.promptTokens || off < 0 || off > most) {
    problems.push(`${JSON.stringify(usage)} is recorded, ${told} counted`);
  }
  return problems;
}
