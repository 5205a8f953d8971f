import assert from "node:assert/strict";
import type { AuditRecord } from "../../../core/protocol/audit-record.ts";
import { LogDamaged, type StoredRecord } from "../logs.ts";
import type { Destruction } from "./destroyed.ts";
import { createMemoryLogs, type MemoryLogs, recordsOfRequest } from "./memory-logs.ts";
import type { Problem, ProblemKind } from "./problems.ts";
import { type VerifyRequest, verifyLogs } from "./verify.ts";

const { signal } = new AbortController();

function logsWithRequests(): MemoryLogs {
  const logs = createMemoryLogs();
  for (const [log, ids] of [
    ["a", ["1", "2", "3", "4"]],
    ["b", ["5"]],
  ] as const) {
    for (const [index, id] of ids.entries()) {
      for (const record of recordsOfRequest(id, index)) logs.append(log, record, 40);
    }
  }
  return logs;
}

type Given = Partial<Omit<VerifyRequest, "logs">>;

/** Signed as it was before `change`, unless something else is given. */
function verifyAfter(change: (logs: MemoryLogs, a: StoredRecord[]) => void, given: Given = {}) {
  const logs = logsWithRequests();
  const signed = { heads: logs.heads(), forged: [] };
  change(logs, logs.records.get("a")!);
  return verifyLogs({ logs, signed, ...given }, signal);
}

async function check(
  change: (logs: MemoryLogs, a: StoredRecord[]) => void,
  expected: Partial<Problem>[],
  given: Given = {},
) {
  const { problems } = await verifyAfter(change, given);
  const found = problems.map(({ kind, log, position }) => ({ kind, log, position }));
  assert.deepEqual(
    found,
    expected.map(({ kind, log, position }) => ({ kind, log, position })),
  );
}

const changed = (position = 0): Partial<Problem> => ({ kind: "changed", log: "a", position });
const inA = (kind: ProblemKind, position: number) => ({ kind, log: "a", position });
const renumber = (records: StoredRecord[]) => {
  for (const [position, record] of records.entries()) record.position = position;
};

function event(id: string, facts: Record<string, number>): AuditRecord {
  return { v: 1, kind: "event", id, at: 0, event: "gateway_started", by: "gateway", facts };
}

describe("verification", () => {
  it("finds nothing wrong with what was signed", async () => {
    const found = await verifyAfter(() => {});
    assert.deepEqual(found.problems, []);
    assert.deepEqual(
      [found.records, found.payloadBytes, found.open, found.unsigned, found.anchored],
      [15, 600, 0, 0, undefined],
    );
  });

  it("takes newer records for what they are, and destroyed payloads", async () => {
    const found = await verifyAfter((logs, a) => {
      a[1]!.payload = undefined;
      logs.append("a", recordsOfRequest("9", 9)[0]!, 40);
    });
    assert.deepEqual(found.problems, []);
    assert.deepEqual([found.destroyed, found.open, found.unsigned], [1, 1, 1]);
  });

  it("finds every single byte of a request that was changed", async () => {
    const { records } = logsWithRequests();
    const fields = ["meta", "payload", "commitment"] as const;
    for (const [index, record] of [...records.get("a")!.entries()].slice(3, 6)) {
      for (const field of fields) {
        for (const at of record[field]!.keys()) {
          const { problems } = await verifyAfter((_, a) => {
            a[index]![field]![at]! ^= 1;
          });
          const kinds = new Set(problems.map(({ kind }) => kind));
          assert.ok(
            kinds.has(field === "payload" ? "payload" : "changed"),
            `${field} ${index} ${at}`,
          );
        }
      }
    }
  });

  it("finds every record that was taken out, put twice or put elsewhere", async () => {
    for (let index = 0; index < 12; index += 1) {
      const removed = await verifyAfter((_, a) => {
        a.splice(index, 1);
        renumber(a);
      });
      assert.ok(removed.problemCount > 0, `taken out ${index}`);
      const twice = await verifyAfter((_, a) => {
        a.splice(index, 0, { ...a[index]! });
        renumber(a);
      });
      assert.ok(twice.problemCount > 0, `twice ${index}`);
      if (index === 11) continue;
      const swapped = await verifyAfter((_, a) => {
        a.splice(index, 2, a[index + 1]!, a[index]!);
        renumber(a);
      });
      assert.ok(swapped.problemCount > 0, `swapped ${index}`);
    }
  });

  it("finds that the end is missing, whatever its length", async () => {
    for (let size = 1; size < 12; size += 1) {
      await check((_, a) => a.splice(size), [inA("truncated", size)]);
    }
  });

  it("finds logs that are gone, heads that are forged and keys that were replaced", async () => {
    await check((logs) => logs.records.delete("b"), [{ kind: "missing", log: "b" }]);
    await check(() => {}, [{ kind: "forged", log: "a" }], { signed: { heads: [], forged: ["a"] } });
    await check(() => {}, [{ kind: "forged" }], { anchors: { heads: [], foreign: 1 } });
  });

  it("finds a log that cannot be read on", async () => {
    const logs = logsWithRequests();
    const signed = { heads: logs.heads(), forged: [] };
    const read: MemoryLogs["read"] = async function* (log, from) {
      for await (const record of logs.read(log, from)) {
        if (log === "a" && record.position === 5) throw new LogDamaged("a", 5);
        yield record;
      }
    };
    const { problems } = await verifyLogs({ logs: { ...logs, read }, signed }, signal);
    assert.deepEqual(
      problems.map(({ kind, position }) => [kind, position]),
      [
        ["damaged", 5],
        ["truncated", 5],
      ],
    );
  });

  it("finds a truncation that was signed again only by what was kept elsewhere", async () => {
    const logs = logsWithRequests();
    const anchors = { heads: logs.heads(), foreign: 0 };
    logs.records.get("a")!.splice(9);
    const signed = { heads: logs.heads(), forged: [] };
    assert.equal((await verifyLogs({ logs, signed }, signal)).problemCount, 0);
    const { problems } = await verifyLogs({ logs, signed, anchors }, signal);
    assert.deepEqual(
      problems.map(({ kind, log, position }) => [kind, log, position]),
      [["truncated", "a", 9]],
    );
  });

  it("finds a change that was signed again only by what was kept elsewhere, and where", async () => {
    const logs = logsWithRequests();
    const whole = logs.heads();
    const a = logs.records.get("a")!;
    const rest = a.splice(6);
    const anchors = { heads: [...logs.heads(), ...whole], foreign: 0 };
    a.push(...rest);
    const { meta } = a[8]!;
    meta.write(meta.toString().replace("complete", "refused "));
    meta.write(meta.toString().replace('"refused "', '"refused" '));
    const signed = { heads: logs.heads(), forged: [] };
    assert.equal((await verifyLogs({ logs, signed }, signal)).problemCount, 0);
    const { problems } = await verifyLogs({ logs, signed, anchors }, signal);
    assert.deepEqual(
      problems.map(({ kind, log, position }) => ({ kind, log, position })),
      [changed(6)],
    );
  });

  it("says how much a checkpoint kept elsewhere covers", async () => {
    const logs = logsWithRequests();
    const heads = logs.heads();
    logs.append("a", event("e", {}));
    const request = { logs, signed: { heads, forged: [] }, anchors: { heads, foreign: 0 } };
    const { anchored, problems } = await verifyLogs(request, signal);
    assert.deepEqual(problems, []);
    assert.deepEqual(anchored, { records: 15, at: 3 * 60_000 + 2 });
  });

  for (const [name, records, positions] of [
    ["a final without a request", [2], [0]],
    ["a second final", [0, 1, 2, 2], [3]],
    ["a part behind the final", [0, 2, 1], [2]],
    ["a request that is open twice", [0, 0], [1]],
  ] as const) {
    it(`finds ${name}, also where it was signed`, async () => {
      const logs = createMemoryLogs();
      for (const index of records) logs.append("a", recordsOfRequest("1", 0)[index]!, 40);
      const { problems } = await verifyLogs(
        { logs, signed: { heads: logs.heads(), forged: [] } },
        signal,
      );
      assert.deepEqual(
        problems.map(({ kind, position }) => [kind, position]),
        positions.map((position) => ["record", position]),
      );
    });
  }

  it("keeps its list short whatever there is to list", async () => {
    const logs = createMemoryLogs();
    for (let count = 0; count < 3000; count += 1)
      logs.append("a", recordsOfRequest("1", 0)[2]!, 40);
    const found = await verifyLogs({ logs, signed: { heads: [], forged: [] } }, signal);
    assert.deepEqual([found.problems.length, found.problemCount], [1000, 3000]);
  });

  it("can be ended", async () => {
    const logs = logsWithRequests();
    const request = { logs, signed: { heads: [], forged: [] } };
    await assert.rejects(verifyLogs(request, AbortSignal.abort()), { name: "AbortError" });
  });

  it("shows what watches for destruction every record that can be read", async () => {
    const seen: string[] = [];
    const destruction: Destruction = {
      seen: ({ log, position }, { kind }) => void seen.push(`${log} ${position} ${kind}`),
      end: async ({ add }) => {
        add({ kind: "removed", message: "" });
        return { retention: 0, erasure: 0 };
      },
    };
    await check(() => {}, [{ kind: "removed" }], { destruction });
    assert.equal(seen.length, 15);
    assert.equal(seen[1], "a 1 part");
  });
});
