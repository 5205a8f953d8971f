import assert from "node:assert/strict";
import { LogDamaged } from "../logs.ts";
import { readContents } from "./content.ts";
import { createMemoryLogs, recordsOfRequest } from "./memory-logs.ts";

const { signal } = new AbortController();

/**
 * Requests 0 to 5 of three records each; the log cannot be read from one record on until another. What comes of it, and what
 * is said.
 */
async function check(
  [from, until]: [number, number | undefined],
  expected: string[],
  damages: string[],
): Promise<void> {
  const logs = createMemoryLogs();
  const wanted = Array.from({ length: 6 }, (_, index) => {
    for (const record of recordsOfRequest(`r${index}`, index)) logs.append("a", record, 10);
    return { id: `r${index}`, log: "a", position: index * 3 };
  });
  const read: typeof logs.read = async function* (log, position = 0) {
    const end = until ?? Number.POSITIVE_INFINITY;
    for await (const stored of logs.read(log, position)) {
      if (stored.position >= from && stored.position < end) {
        throw new LogDamaged(log, from, { resumesAt: until });
      }
      yield stored;
    }
  };
  const said: string[] = [];
  const access = {
    logs: { ...logs, read },
    open: async (_: string, payload: Buffer) => payload,
    onDamage: (log: string, { message }: Error) => void said.push(`${log}: ${message}`),
  };
  const found: string[] = [];
  for await (const { id, query, answer } of readContents(access, wanted, signal)) {
    found.push(`${id} ${query.state} ${answer.state}`);
  }
  assert.deepEqual(found, expected);
  assert.deepEqual(said, damages);
  const { onDamage: _, ...strict } = access;
  if (damages.length === 0) return;
  await assert.rejects(async () => {
    for await (const content of readContents(strict, wanted, signal)) assert.ok(content);
  }, LogDamaged);
}

const whole = (...numbers: number[]) => numbers.map((number) => `r${number} whole whole`);
const damage = (position: number) => `a: The log a cannot be read from record ${position} on.`;

describe("contents of a log", () => {
  it("come whole from one that is", () => check([99, undefined], whole(0, 1, 2, 3, 4, 5), []));
  it("come from before and behind the damage", () =>
    check([7, 12], [...whole(0, 1), "r2 whole damaged", ...whole(4, 5)], [damage(7)]));
  it("come from before it where nothing behind can be read", () =>
    check([6, undefined], whole(0, 1), [damage(6)]));
  it("come from behind it where nothing before can be read", () =>
    check([0, 15], whole(5), [damage(0)]));

  it("are missed where the log ends before them", async () => {
    const logs = createMemoryLogs();
    for (const record of recordsOfRequest("r0", 0)) logs.append("a", record, 10);
    const said: string[] = [];
    const access = {
      logs,
      open: async (_: string, payload: Buffer) => payload,
      onDamage: (_: string, { message }: Error) => void said.push(message),
    };
    const wanted = ["r0", "r1"].map((id, index) => ({ id, log: "a", position: index * 3 }));
    const found: string[] = [];
    for await (const { id } of readContents(access, wanted, signal)) found.push(id);
    assert.deepEqual([found, said], [["r0"], ["The log a cannot be read from record 3 on."]]);
  });
});
