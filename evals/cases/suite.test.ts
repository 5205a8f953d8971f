import assert from "node:assert/strict";
import { loadSuite } from "./suite.ts";
import { SuiteError } from "./suite-error.ts";

const good = `id: sql.demo
version: 1
category: sql
tier: easy
prompt: "Count {{file:schema.sql}}"
answer: { kind: sql }
grader:
  kind: sql
  schema: schema.sql
  variants: [a.sql, b.sql, c.sql]
references:
  - { name: count, text: "select count(*) from t" }
mutants:
  - { name: none, text: "select 1", expect: wrong-answer }
  - { name: bad, text: "selekt", expect: compile }
  - { name: all, text: "select * from t", expect: wrong-answer }
`;

const withFiles = (text: string, folder = "sql/sql.demo") =>
  new Map([
    [`${folder}/case.yaml`, text],
    [`${folder}/schema.sql`, "create table t (x);"],
  ]);

/** `line: problem` of each finding, for a case changed by replacing a part of the good one. */
function check(name: string, [find, replace]: [string, string], expected: string[]) {
  it(name, () => {
    assert.ok(good.includes(find));
    assert.throws(
      () => loadSuite(withFiles(good.replace(find, replace))),
      (error) => {
        assert.ok(error instanceof SuiteError);
        const found = error.findings.map(({ line, problem }) => `${line}: ${problem}`);
        assert.deepEqual(found, expected);
        return true;
      },
    );
  });
}

describe("loadSuite", () => {
  it("takes a good case", () => {
    const suite = loadSuite(withFiles(good));
    assert.deepEqual([...suite.keys()], ["sql.demo"]);
    assert.deepEqual([...(suite.get("sql.demo")?.files.keys() ?? [])], ["schema.sql"]);
  });

  it("gives a case what its cluster shares, after its own", () => {
    const files = withFiles(`${good}cluster: sql.family\n`)
      .set("sql/sql.family/schema.sql", "create table other (x);")
      .set("sql/sql.family/rows.sql", "insert into t values (1);");
    const own = loadSuite(files).get("sql.demo")?.files;
    assert.deepEqual([...(own?.keys() ?? [])].sort(), ["rows.sql", "schema.sql"]);
    assert.equal(own?.get("schema.sql"), "create table t (x);");
  });

  describe("says what is wrong, and on which line", () => {
    check(
      "an unknown key",
      ["tier: easy", "tier: easy\nlevel: 3"],
      ['5: Unrecognized key: "level"'],
    );
    check(
      "a wrong value",
      ["tier: easy", "tier: simple"],
      ['4: tier: Invalid option: expected one of "easy"|"medium"|"hard"'],
    );
    check("a missing key", ["version: 1\n", ""], ["1: version: Invalid input: expected 1"]);
    check(
      "broken YAML",
      ["answer: { kind: sql }", "answer: { kind: sql"],
      ["7: Flow map in block collection must be sufficiently indented and end with a }"],
    );
    check(
      "the same key twice",
      ["tier: easy", "tier: easy\ntier: hard"],
      ["5: Map keys must be unique"],
    );
    check(
      "a file that is not there",
      ["schema: schema.sql", "schema: other.sql"],
      ["9: grader.schema: there is no file other.sql"],
    );
    check(
      "a file outside the folder",
      ['text: "select 1"', "file: ../../key"],
      ["14: mutants.0.file: has to be a path inside the case's folder"],
    );
    check(
      "an id that is not the folder's",
      ["id: sql.demo", "id: sql.other"],
      ["1: id: the folder is named sql.demo, the case sql.other"],
    );
    check(
      "two forms of one answer",
      ['text: "select 1"', 'text: "select 1", file: schema.sql'],
      ["14: mutants.0: give one of file, text, edits, answers and steps"],
    );
    check(
      "a name that is taken",
      ["name: bad", "name: none"],
      ["15: mutants.1: the name is taken"],
    );
    check(
      "too few mutants",
      [good.slice(good.indexOf("  - { name: all")), ""],
      ["1: mutants: at least three"],
    );
  });

  it("tells all mistakes of all cases at once", () => {
    const files = new Map([
      ...withFiles(good.replace("easy", "x")),
      ...withFiles(good.replace("version: 1", "version: 2"), "sql/sql.second"),
    ]);
    assert.throws(
      () => loadSuite(files),
      (error) => error instanceof SuiteError && error.findings.length === 2,
    );
  });

  describe("bears YAML that means harm", () => {
    const levels = "bcdefghi".split("");
    const bomb = levels.map((name, at) => {
      const before = at === 0 ? "[x]" : `[${`*${levels[at - 1]},`.repeat(9)}]`;
      return `${name}: &${name} ${before}`;
    });
    const refuses = (name: string, text: string) =>
      it(name, () => assert.throws(() => loadSuite(withFiles(text)), SuiteError));
    refuses("aliases that multiply", bomb.join("\n"));
    refuses("an alias of nothing", `${good}tags: [*nothing]\n`);
    refuses("a list instead of a case", "- id\n");
    refuses("nothing at all", "");
    refuses("two documents", `${good}---\n${good}`);
    refuses("a key that sets a prototype", `${good}__proto__: { x: 1 }\n`);
  });

  it("refuses a folder without cases", () =>
    assert.throws(
      () => loadSuite(new Map([["README.md", ""]])),
      /holds no folder with a case\.yaml/,
    ));

  it("refuses a case that is too large", () => {
    const files = withFiles(good).set("sql/sql.demo/rows.sql", "x".repeat(300_000));
    assert.throws(() => loadSuite(files), /more than 256 kB/);
  });
});
