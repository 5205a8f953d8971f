// Logs in memory, with signed heads, for tests of the tools: whatever a test does to the records, the tools read. It keeps
// records as they are given and checks nothing.
import { generateKeyPairSync, hash, randomBytes, sign } from "node:crypto";
import type { AuditRecord } from "../../../core/protocol/audit-record.ts";
import type { AuditLogs, StoredRecord } from "../logs.ts";
import { signHead, type TreeHead } from "../merkle/note.ts";
import { createFrontier, leafHash } from "../merkle/tree.ts";

export type MemoryLogs = AuditLogs & {
  readonly records: Map<string, StoredRecord[]>;
  /** With a payload of so many random bytes. */
  append(log: string, record: AuditRecord, payloadBytes?: number): void;
  /** Of what is there now. */
  heads(): TreeHead[];
};

export function createMemoryLogs(): MemoryLogs {
  const records = new Map<string, StoredRecord[]>();
  const recordsOf = (log: string) => records.get(log) ?? [];
  return {
    records,
    append(log, record, payloadBytes = 0) {
      const list = recordsOf(log);
      const payload = payloadBytes === 0 ? undefined : randomBytes(payloadBytes);
      const commitment = hash("sha256", payload ?? Buffer.alloc(0), "buffer");
      const meta = Buffer.from(JSON.stringify(record));
      list.push({ log, position: list.length, meta, payload, commitment });
      records.set(log, list);
    },
    heads: () =>
      [...records].map(([log, list]) => {
        const frontier = createFrontier();
        for (const { meta, commitment } of list) frontier.append(leafHash(meta, commitment));
        return { log, size: frontier.size, root: frontier.root() };
      }),
    names: async () => [...records.keys()],
    async *read(log, from = 0) {
      for (const record of recordsOf(log).slice(from)) yield record;
    },
    async dropPayloads(log, isKept) {
      const doomed = recordsOf(log).filter((record) => record.payload && !isKept(record));
      for (const record of doomed) record.payload = undefined;
      return doomed.length;
    },
  };
}

export function createSigner(id = "inst") {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signer = {
    id,
    publicKey: publicKey.export({ format: "der", type: "spki" }).subarray(-32),
    sign: (text: Buffer) => sign(null, text, privateKey),
  };
  return {
    ...signer,
    note: (head: TreeHead) => signHead({ ...head, ...signer, installation: id }),
  };
}

/** Requests with everything that is required of their records; `at` counts minutes. */
export function recordsOfRequest(id: string, at: number, person = "p_1"): AuditRecord[] {
  const subject = `subject of ${person}`;
  const time = at * 60_000;
  return [
    {
      v: 1,
      kind: "intent",
      id,
      at: time,
      person,
      key: "k1",
      role: "developer",
      path: "/v1/chat/completions",
      task: "chat",
      class: "chat",
      asked: "m",
      stream: true,
      subject,
      bytes: 10,
    },
    { v: 1, kind: "part", of: id, at: time + 1, subject, bytes: 10 },
    { v: 1, kind: "final", of: id, at: time + 2, outcome: "complete", subject, bytes: 10 },
  ];
}
