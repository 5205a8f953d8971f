import assert from "node:assert/strict";
import type {
  UsageDimension,
  UsageDocument,
  UsageRow,
} from "../../core/protocol/usage-document.ts";
import { usageCsv, usageTable } from "./usage-text.ts";

const sums = {
  requests: 1200,
  complete: 1190,
  aborted: 7,
  failed: 3,
  promptTokens: 1_234_567,
  cachedTokens: 5,
  completionTokens: 42,
  uncounted: 1,
  simulated: false,
};

function documentOf(by: UsageDimension[], rows: Partial<UsageRow>[]): UsageDocument {
  const whole = rows.map((row) => ({ ...sums, ...row }));
  const total = { ...sums, simulated: whole.some(({ simulated }) => simulated) };
  const from = Date.UTC(2026, 0, 1);
  return { schemaVersion: 1, by, from, to: from + 86_400_000, rows: whole, total };
}

describe("usageTable", () => {
  it("lines up names and figures, with a total", () => {
    const table = usageTable(documentOf(["person"], [{ person: "Ada" }, { person: "" }]));
    assert.equal(
      table,
      `Usage from 2026-01-01 to 2026-01-01 (UTC)

person  requests  complete  aborted  failed  prompt tokens  cached  completion tokens  uncounted
Ada        1,200     1,190        7       3      1,234,567       5                 42          1
–          1,200     1,190        7       3      1,234,567       5                 42          1
total      1,200     1,190        7       3      1,234,567       5                 42          1`,
    );
  });

  it("marks what was simulated: the row, the total and the whole", () => {
    const rows = [{ person: "Ada", simulated: true }, { person: "Bob" }];
    const [title, , , ada, bob, total] = usageTable(documentOf(["person"], rows)).split("\n");
    assert.match(title!, /simulated/);
    assert.match(ada!, /Ada.*simulated$/);
    assert.doesNotMatch(bob!, /simulated/);
    assert.match(total!, /total.*simulated$/);
  });

  it("needs no total without a dimension", () => {
    assert.equal(usageTable(documentOf([], [{}])).split("\n").length, 4);
  });

  it("says that there is nothing", () => {
    const table = usageTable(documentOf(["person"], []));
    assert.equal(table, "Usage from 2026-01-01 to 2026-01-01 (UTC): nothing was used.");
  });

  it("lets no name steer the terminal", () => {
    const table = usageTable(documentOf(["person"], [{ person: "\u001b[2JAda\n\u202ebcd" }]));
    assert.doesNotMatch(table, /\p{Cf}/u);
    assert.equal(table.includes("\u001b"), false);
    assert.match(table, /^ *\[2JAda bcd/m);
  });
});

describe("usageCsv", () => {
  const check = (person: string, cell: string) =>
    it(`writes ${JSON.stringify(person)} as ${cell}`, () => {
      assert.equal(
        usageCsv(documentOf(["person"], [{ person }])),
        `person,requests,complete,aborted,failed,prompt_tokens,cached_tokens,completion_tokens,uncounted,simulated\r\n${cell},1200,1190,7,3,1234567,5,42,1,\r\n`,
      );
    });
  check("Ada", '"Ada"');
  check("", '""');
  check("Zoë 李雷 👩🏽‍💻", '"Zoë 李雷 👩🏽‍💻"');
  check('Ada "Countess", Lovelace', '"Ada ""Countess"", Lovelace"');
  check("two\r\nlines", '"two\r\nlines"');
  check("jean-luc@corp.example", '"jean-luc@corp.example"');
  for (const name of [
    "=cmd()",
    "+1",
    "-1",
    "@x",
    " =1",
    "\t=1",
    "\tx",
    "\r\nx",
    "＝1",
    "＋1",
    "－1",
    "＠x",
  ]) {
    check(name, `"'${name}"`);
  }
  check('="x"', `"'=""x"""`);
  check("\u200b=1", '"\'\u200b=1"');

  it("marks rows that are simulated, and has no total", () => {
    const rows = [{ model: "a", day: "2026-01-01", simulated: true }, { model: "b" }];
    const lines = usageCsv(documentOf(["model", "day"], rows)).split("\r\n");
    assert.equal(lines.length, 4);
    assert.match(lines[1]!, /^"a","2026-01-01",.*,simulated$/);
    assert.match(lines[2]!, /,1,$/);
  });
});
