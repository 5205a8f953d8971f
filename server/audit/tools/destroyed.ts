// Whether everything that cannot be read any more was destroyed by an erasure or by retention that is on record. It knows
// the keys that are left and what events say, not what queries say.
import * as z from "zod";
import type { AuditEvent, AuditRecord, Intent } from "../../../core/protocol/audit-record.ts";
import { type TrafficClass, trafficClasses } from "../../../core/routing/task.ts";
import type { Store } from "../../store/store.ts";
import type { StoredRecord } from "../logs.ts";
import type { Problems } from "./problems.ts";

/** What an `erasure` says: whose keys, made before when; all of them without a time. */
export const erasureSchema = z.object({
  person: z.string(),
  before: z.int().optional(),
  keys: z.int(),
  forgetName: z.boolean().optional(),
});
export type ErasureFacts = z.infer<typeof erasureSchema>;

/** What a `retention` says: by class, the time before which keys were made that are gone. */
export const retentionSchema = z.object({
  before: z.partialRecord(z.enum(trafficClasses), z.int()),
  keys: z.int(),
});
export type RetentionFacts = z.infer<typeof retentionSchema>;

export type Destruction = {
  seen(stored: StoredRecord, record: AuditRecord): void;
  /** Looks at the keys once more: those made while the logs were read are no loss. */
  end(problems: Problems): Promise<DestroyedBy>;
};

/** Payloads that cannot be read any more, because their keys are gone. */
export type DestroyedBy = { retention: number; erasure: number };

export const dayMs = 86_400_000;

/** Clocks of several gateways do not agree to the millisecond. */
const clockSlackMs = 60_000;

export async function watchDestruction(store: Store): Promise<Destruction> {
  const kept = new Set(await subjectsOf(store));
  const erasures: ErasureFacts[] = [];
  const retained: Partial<Record<TrafficClass, number>> = {};
  const lost = new Map<string, Loss>();
  const removed: { log: string; position: number; subject: string }[] = [];
  return {
    seen(stored, record) {
      if (record.kind === "event") {
        if (record.event === "erasure") noteErasure(erasures, record);
        if (record.event === "retention") noteRetention(retained, record.facts);
        return;
      }
      if (record.kind === "gap" || record.subject === undefined) return;
      const { log, position } = stored;
      if (!kept.has(record.subject)) {
        const loss = lost.get(record.subject);
        const payloads = record.bytes > 0 ? 1 : 0;
        if (loss !== undefined) loss.payloads += payloads;
        else if (record.kind === "intent") {
          lost.set(record.subject, { intent: record, log, position, payloads });
        }
      } else if (stored.payload === undefined && record.bytes > 0 && removed.length < 10_000) {
        removed.push({ log, position, subject: record.subject });
      }
    },
    async end(problems) {
      const now = new Set(await subjectsOf(store));
      // Whatever retention or an erasure destroys meanwhile is gone from the keys as well.
      for (const { log, position, subject } of removed) {
        if (!now.has(subject)) continue;
        const message = "The payload is gone, and its key is not: nothing on record destroyed it.";
        problems.add({ kind: "removed", log, position, message });
      }
      const destroyed: DestroyedBy = { retention: 0, erasure: 0 };
      for (const [subject, loss] of lost) {
        if (now.has(subject)) continue;
        const cause = causeOf(loss.intent, erasures, retained);
        if (cause !== undefined) {
          destroyed[cause] += loss.payloads;
          continue;
        }
        const message = `The key of ${loss.intent.person} for that day is gone, and no erasure or retention is on record for it.`;
        problems.add({ kind: "removed", log: loss.log, position: loss.position, message });
      }
      return destroyed;
    },
  };
}

type Loss = { intent: Intent; log: string; position: number; payloads: number };

async function subjectsOf(store: Store): Promise<string[]> {
  const rows = await store.db.selectFrom("subject_keys").select("id").execute();
  return rows.map((row) => row.id);
}

/** It says nothing of keys that were made after it. */
function noteErasure(erasures: ErasureFacts[], { facts, at }: AuditEvent): void {
  const { data } = erasureSchema.safeParse(facts);
  if (data !== undefined) erasures.push({ ...data, before: data.before ?? at + clockSlackMs });
}

function noteRetention(retained: Partial<Record<TrafficClass, number>>, facts: unknown): void {
  const { data } = retentionSchema.safeParse(facts);
  for (const name of trafficClasses) {
    const before = data?.before[name];
    if (before !== undefined) retained[name] = Math.max(before, retained[name] ?? before);
  }
}

/** Undefined where nothing is on record. A request is as old as its key or a little older: keys are made for a day, when the first request needs one. */
function causeOf(
  intent: Intent,
  erasures: readonly ErasureFacts[],
  retained: Partial<Record<TrafficClass, number>>,
): keyof DestroyedBy | undefined {
  if (intent.at < (retained[intent.class] ?? Number.NEGATIVE_INFINITY)) return "retention";
  const isErased = erasures.some(
    ({ person, before }) =>
      person === intent.person && (before === undefined || intent.at < before),
  );
  return isErased ? "erasure" : undefined;
}
