// What usage says, whichever database it is kept in: the table that the tests of both run.
import assert from "node:assert/strict";
import {
  type UsageDimension,
  type UsageRow,
  usageDimensions,
  usageDocumentSchema,
} from "../../core/protocol/usage-document.ts";
import { endedRow, person } from "../store/behaviour.ts";
import type { Store } from "../store/store.ts";
import { UnknownPerson, type UsageQuery, usageReport } from "./usage-report.ts";

const dayMs = 86_400_000;
const first = Date.UTC(2026, 1, 28);

/** `open` gives an empty store. */
export function behavesAsUsage(open: () => Promise<Store>): void {
  let store: Store;
  before(async () => {
    store = await open();
    await use(store);
  });
  after(() => store.close());

  const check = (what: string, query: UsageQuery, rows: Partial<UsageRow>[]) => {
    it(what, async () => {
      const document = await usageReport(store, query);
      assert.deepEqual(usageDocumentSchema.parse(document), document);
      assert.equal(document.rows.length, rows.length);
      for (const [index, row] of rows.entries()) {
        assert.partialDeepStrictEqual(document.rows[index], row);
      }
    });
  };
  describeDimensions(check);
  describeSpans(check);

  it("adds up all rows, whatever they are grouped by", async () => {
    const totals = [[], ...usageDimensions.map((dimension) => [dimension]), usageDimensions].map(
      async (by) => (await usageReport(store, { by })).total,
    );
    for (const total of await Promise.all(totals)) {
      assert.deepEqual(total, {
        requests: 6,
        complete: 4,
        aborted: 1,
        failed: 1,
        promptTokens: 450,
        cachedTokens: 320,
        completionTokens: 43,
        uncounted: 1,
        simulated: true,
      });
    }
  });

  it("does not know who never was", async () => {
    const report = usageReport(store, { by: ["person"], person: "Zoe" });
    await assert.rejects(report, UnknownPerson);
  });
}

type Check = (what: string, query: UsageQuery, rows: Partial<UsageRow>[]) => void;

function describeDimensions(check: Check): void {
  check("is one row without a dimension", { by: [] }, [{ requests: 6, simulated: true }]);
  check("is by person, who used most first, without forgotten names", { by: ["person"] }, [
    { person: "Zoë 李雷", requests: 3, complete: 2, aborted: 1, promptTokens: 300 },
    { person: "p3", requests: 1, promptTokens: 100 },
    { person: "p-unknown", requests: 1, promptTokens: 50 },
    { person: "=cmd()", requests: 1, failed: 1, uncounted: 1 },
  ]);
  check("is by team, those without one among them", { by: ["team"] }, [
    { team: "payments", requests: 4 },
    { team: "", requests: 2, promptTokens: 150 },
  ]);
  check("is by task", { by: ["task"] }, [
    { task: "chat", requests: 5 },
    { task: "inline", requests: 1, promptTokens: 50 },
  ]);
  check("is by model, or what was asked for in its place", { by: ["model"] }, [
    { model: "chat", requests: 4, simulated: false },
    { model: "fast", requests: 1, simulated: true },
    { model: "no-such-model", requests: 1 },
  ]);
  check("is by day, in their order", { by: ["day"] }, [
    { day: "2026-02-28", requests: 4 },
    { day: "2026-03-01", requests: 2 },
  ]);
  check("is by several, always in the same order", { by: ["day", "person"] }, [
    { person: "Zoë 李雷", day: "2026-02-28", requests: 2 },
    { person: "p3", day: "2026-02-28", requests: 1 },
    { person: "=cmd()", day: "2026-02-28", requests: 1 },
    { person: "Zoë 李雷", day: "2026-03-01", requests: 1, aborted: 1 },
    { person: "p-unknown", day: "2026-03-01", requests: 1 },
  ]);
}

function describeSpans(check: Check): void {
  const by: UsageDimension[] = ["day"];
  const second = first + dayMs;
  check("begins with the day of a moment", { by, from: second + 5 }, [{ day: "2026-03-01" }]);
  check("ends with the day before", { by, to: second }, [{ day: "2026-02-28" }]);
  check("ends within a day with the whole of it", { by, to: second + 1 }, [{}, {}]);
  check("may be empty", { by, from: second + dayMs }, []);
  check("may be empty without a dimension", { by: [], from: second + dayMs }, []);
  check("is of one person by name", { by, person: "Zoë 李雷" }, [{ requests: 2 }, { requests: 1 }]);
  check(
    "knows a name that is written in another way",
    { by: [], person: "Zoë 李雷".normalize("NFD") },
    [{ requests: 3 }],
  );
  check("is of one whose name is forgotten", { by: [], person: "p3" }, [{ requests: 1 }]);
  check("is of one who has no row", { by: [], person: "p-unknown" }, [{ requests: 1 }]);
  check("takes no name for a pattern", { by: [], person: "=cmd()" }, [{ requests: 1 }]);
}

async function use(store: Store): Promise<void> {
  await store.db
    .insertInto("people")
    .values([
      person("p1", "Zoë 李雷"),
      person("p2", "=cmd()"),
      { ...person("p3", ""), name: null, forgotten_at: 1 },
    ])
    .execute();
  const unserved = {
    outcome: "failed",
    model: null,
    prompt_tokens: null,
    cached_tokens: null,
    completion_tokens: null,
  } as const;
  const onFirst = { ended_at: first + 1 };
  const onSecond = { ended_at: first + dayMs };
  const rows = [
    endedRow("r1", onFirst),
    endedRow("r2", onFirst),
    endedRow("r3", { ...onSecond, outcome: "aborted", completion_tokens: 3 }),
    endedRow("r4", { ...onFirst, ...unserved, person_id: "p2", asked: "no-such-model" }),
    endedRow("r5", { ...onFirst, person_id: "p3", team: null }),
    endedRow("r6", {
      ...onSecond,
      person_id: "p-unknown",
      team: null,
      task: "inline",
      model: "fast",
      simulated: 1,
      prompt_tokens: 50,
    }),
  ];
  await store.writeRequests({ log: "a", position: 1, rows, ends: [] });
}
