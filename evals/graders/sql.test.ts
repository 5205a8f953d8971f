import assert from "node:assert/strict";
import type { Sql } from "../../core/protocol/case/sql.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import type { Instance } from "../cases/instance.ts";
import { sqlGrader } from "./sql.ts";

const schema = `CREATE TABLE item (id INTEGER PRIMARY KEY, shop TEXT, price REAL);
CREATE TABLE shop (name TEXT);`;
const rows = [
  "INSERT INTO item VALUES (1, 'a', 1.5), (2, 'a', 2.5), (3, 'b', 1.5)",
  "INSERT INTO item VALUES (1, 'a', 1.5), (2, 'a', 1.5), (3, NULL, NULL); INSERT INTO shop VALUES ('a'), ('c')",
  "",
];
const query = "SELECT shop, sum(price) FROM item GROUP BY shop";
const change = "UPDATE item SET price = price * 2 WHERE shop = 'a'";

type Given = { reference?: string; spec?: Partial<Sql>; signal?: AbortSignal };

function gradeOf(answer: string, { reference = query, spec = {}, signal }: Given): Promise<Grade> {
  const variants = rows.map((_, at) => `rows-${at}.sql`);
  const grader: Sql = { kind: "sql", schema: "schema.sql", variants, ...spec };
  const instance: Instance = {
    id: "sql.test#1.0",
    file: { id: "sql.test", version: 1, category: "sql", tier: "easy", answer: { kind: "sql" } },
    cluster: "sql.test",
    prompt: "",
    grader,
    answer: { kind: "sql" },
    files: new Map([
      ["schema.sql", schema],
      ...rows.map((text, at) => [`rows-${at}.sql`, text] as const),
    ]),
    references: [{ name: "reference", text: reference, steps: [] }],
    mutants: [],
  };
  const exchange = {
    to: "model" as const,
    sent: [],
    text: `\`\`\`sql\n${answer}\n\`\`\``,
    toolCalls: [],
    finishReason: "stop" as const,
    model: "m",
    isSimulated: true,
    timing: { e2elMs: 1 },
    retried: [],
  };
  const transcript = { instance: instance.id, epoch: 0, exchanges: [exchange] };
  // The grader runs no programs, so it never looks at the bench.
  const bench = {} as never;
  return sqlGrader.grade(
    { spec: grader, instance, transcript, bench },
    signal ?? new AbortController().signal,
  );
}

async function check(answer: string, expected: string, given: Given = {}): Promise<void> {
  const grade = await gradeOf(answer, given);
  assert.equal(grade.failClass ?? grade.verdict, expected, JSON.stringify(grade, null, 2));
}

describe("SQL grader", function () {
  this.timeout(60_000);
  const endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)";
  const many = (limit: number) => `${endless} SELECT n FROM c LIMIT ${limit}`;
  const changes = { reference: change, spec: { changes: ["item"] } };
  const sorted = {
    reference: "SELECT price, id FROM item ORDER BY price",
    spec: { ordered: true, orderBy: [0] },
  };

  const answers: [what: string, answer: string, expected: string, given?: Given][] = [
    ["the reference", `${query};`, "pass"],
    [
      "another way to the same rows",
      "SELECT DISTINCT shop, sum(price) OVER (PARTITION BY shop) FROM item",
      "pass",
    ],
    ["comments around it", `-- one; two\n${query} /* ; */ ;; -- end`, "pass"],
    ["columns in another order", "SELECT sum(price), shop FROM item GROUP BY shop", "wrong-answer"],
    ["one column too many", "SELECT shop, sum(price), 1 FROM item GROUP BY shop", "wrong-answer"],
    ["NULL taken for 0", "SELECT shop, total(price) FROM item GROUP BY shop", "wrong-answer"],
    [
      "a bag where a set is wanted",
      "SELECT shop, sum(price) OVER (PARTITION BY shop) FROM item",
      "wrong-answer",
    ],
    [
      "what differs on one database only",
      "SELECT shop, sum(price) FROM item WHERE shop IS NOT NULL GROUP BY shop",
      "wrong-answer",
    ],
    [
      "a number as text",
      "SELECT shop, CAST(sum(price) AS TEXT) FROM item GROUP BY shop",
      "wrong-answer",
    ],
    ["ties in any order", "SELECT price, id FROM item ORDER BY price, id DESC", "pass", sorted],
    ["the wrong order", "SELECT price, id FROM item ORDER BY price DESC", "wrong-answer", sorted],
    [
      "wrong names where they count",
      query,
      "wrong-answer",
      { spec: { columns: ["shop", "total"] } },
    ],
    [
      "names in another case",
      "SELECT shop, sum(price) AS Total FROM item GROUP BY shop",
      "pass",
      { spec: { columns: ["shop", "total"] } },
    ],
    ["no statement", "-- nothing\n;", "extraction"],
    ["a typing mistake", "SELECT shop FROM items", "compile"],
    ["an incomplete statement", "SELECT shop FROM", "compile"],
    ["a failure while running", "SELECT shop, abs(-9223372036854775807 - 1) FROM item", "runtime"],
    ["two statements", `${query}; ${query}`, "compile"],
    ["a second statement behind quotes", "SELECT ';' , 1; DROP TABLE item", "compile"],
    ["ATTACH", "ATTACH ':memory:' AS other", "compile"],
    ["PRAGMA", "PRAGMA query_only = 0", "compile"],
    ["a pragma as a table", "SELECT * FROM pragma_table_info('item')", "compile"],
    ["a quoted pragma as a table", "SELECT * FROM \"pragma_table_info\"('item')", "compile"],
    ["VACUUM INTO", "VACUUM INTO 'copy.db'", "compile"],
    ["load_extension", "SELECT load_extension('x'), 1", "compile"],
    ["a temporary table", "CREATE TEMP TABLE t AS SELECT 1", "compile"],
    ["EXPLAIN", `EXPLAIN ${query}`, "compile"],
    ["writing in a case that reads", "DELETE FROM item", "compile"],
    [
      "writing behind WITH",
      "WITH x AS (SELECT 1) DELETE FROM item RETURNING shop, price",
      "compile",
    ],
    ["rows without end", many(-1), "output-limit"],
    ["more rows than anybody reads", many(100_001), "output-limit"],
    [
      "more text than anybody reads",
      `${endless} SELECT printf('%100000d', n), 1 FROM c`,
      "output-limit",
    ],
    ["more memory than there is", "SELECT hex(zeroblob(450000000)), 1", "memory"],
    ["the change", `${change};`, "pass", changes],
    ["the change, told what it did", `${change} RETURNING *`, "pass", changes],
    ["nothing changed", "SELECT 1", "wrong-answer", changes],
    ["more changed", "UPDATE item SET price = price * 2", "wrong-answer", changes],
    ["a change in another table", "DELETE FROM shop", "wrong-answer", changes],
    ["a table dropped", "DROP TABLE item", "compile", changes],
    ["the schema's own table changed", "DELETE FROM sqlite_schema", "compile", changes],
  ];
  for (const [what, answer, expected, given] of answers) {
    it(`says ${expected} to ${what}`, () => check(answer, expected, given));
  }

  it("stops a query that never ends, in the engine as well", async () => {
    await check(`${endless} SELECT count(*), 1 FROM c`, "timeout");
  });

  it("gives the same grade to the same answer, whatever chance would say", async () => {
    const answer = "SELECT shop, random() FROM item";
    assert.deepEqual(await gradeOf(answer, {}), await gradeOf(answer, {}));
  });

  it("shows what came out beside what should have", async () => {
    const { reason, checks } = await gradeOf("SELECT shop, max(price) FROM item GROUP BY shop", {});
    assert.equal(reason, "database 1 (rows-0) and 1 more: the rows are others");
    assert.deepEqual(checks[0]?.expected, {
      columns: ["shop", "sum(price)"],
      rows: [
        ["a", 4],
        ["b", 1.5],
      ],
      count: 2,
    });
  });

  it("blames the machine, not the answer, for a reference that does not run", async () => {
    await assert.rejects(gradeOf(query, { reference: "SELECT" }), {
      name: "SandboxError",
      code: "failed",
    });
  });

  it("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const grading = gradeOf(`${endless} SELECT count(*), 1 FROM c`, { signal: controller.signal });
    setImmediate(() => controller.abort(new Error("enough")));
    await assert.rejects(grading, /enough/);
  });
});
