// What the tests of the audit's writing side start from: an embedded store in a folder of its own, requests to open, and the
// log read back as text. Only tests use it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AuditRecord } from "../../core/protocol/audit-record.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import type { RequestEnd, RequestFacts } from "./entry.ts";
import { type JournalOptions, openJournal } from "./journal.ts";
import { decodeMeta } from "./meta.ts";
import { openLogs } from "./open-logs.ts";
import { createVault } from "./vault.ts";

/** Looks again and again until it is so, for a while. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 2000; looks += 1) {
    if (await isSo()) return;
    await sleep(5);
  }
  throw new Error("It did not become so.");
}

export async function withFolder<Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-audit-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function withStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
  return withFolder(async (data) => {
    const store = await openStore({ data });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  });
}

/** Errors a test does not expect fail it where the journal is closed. */
export async function startJournal(store: Store, options: Partial<JournalOptions> = {}) {
  const errors: unknown[] = [];
  const journal = await openJournal({
    store,
    onFailure: () => "refuse",
    now: Date.now,
    onError: (error) => void errors.push(error),
    ...options,
  });
  return { journal, errors };
}

export function request(id: string, facts: Partial<RequestFacts> = {}): RequestFacts {
  return {
    id,
    at: Date.now(),
    person: "p-1",
    key: "k-1",
    role: "developer",
    path: "/v1/chat/completions",
    task: "chat",
    class: "chat",
    asked: "chat",
    stream: true,
    ...facts,
  };
}

export function end(facts: Partial<RequestEnd> = {}): RequestEnd {
  return { at: Date.now(), outcome: "complete", status: 200, ...facts };
}

export type ReadBack = {
  record: AuditRecord;
  /** Undefined where there is no payload, or it cannot be opened any more. */
  text: string | undefined;
};

export async function readBack(store: Store, log = "gateway"): Promise<ReadBack[]> {
  const vault = createVault(store, { now: Date.now });
  const found: ReadBack[] = [];
  try {
    for await (const { meta, payload } of openLogs(store).read(log)) {
      const record = decodeMeta(meta);
      const subject = "subject" in record ? record.subject : undefined;
      const plain = subject && payload && (await vault.open(subject, payload));
      found.push({ record, text: plain?.toString() });
    }
  } finally {
    vault.close();
  }
  return found;
}

/** One word for every record, with the text beside it. */
export async function story(store: Store, log?: string): Promise<string[]> {
  const found = await readBack(store, log);
  return found.map(({ record, text }) => {
    const words = [record.kind, idOf(record), record.kind === "final" ? record.outcome : "", text];
    return words.filter(Boolean).join(" ");
  });
}

function idOf(record: AuditRecord): string {
  if (record.kind === "intent") return record.id;
  if (record.kind === "part" || record.kind === "final") return record.of;
  return record.kind === "event" ? record.event : `${record.requests}`;
}
