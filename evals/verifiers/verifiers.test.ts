import assert from "node:assert/strict";
import { changeFixtures } from "./fixtures/changes.ts";
import { codeFixtures } from "./fixtures/code.ts";
import { countFixtures } from "./fixtures/counts.ts";
import { dataFixtures } from "./fixtures/data.ts";
import type { Fixture } from "./fixtures/fixture.ts";
import { structureFixtures } from "./fixtures/structure.ts";
import { wordingFixtures } from "./fixtures/wording.ts";
import { verifiers } from "./verifiers.ts";

const fixtures: readonly Fixture[] = [
  ...countFixtures,
  ...structureFixtures,
  ...dataFixtures,
  ...codeFixtures,
  ...wordingFixtures,
  ...changeFixtures,
];

function check({ id, arguments: args, passing, failing }: Fixture) {
  const verifier = verifiers.get(id)!;
  assert.ok(passing.length >= 4 && failing.length >= 4, "at least four of each");
  assert.ok(verifier.describe(args).length > 10);
  for (const text of passing) {
    const { ok, detail } = verifier.check(text, args);
    assert.ok(ok, `should pass (${detail}):\n${text}`);
  }
  for (const text of failing) {
    const { ok, detail } = verifier.check(text, args);
    assert.ok(!ok, `should fail (${detail}):\n${text}`);
  }
}

describe("verifiers", () => {
  for (const fixture of fixtures) {
    it(`${fixture.id} ${JSON.stringify(fixture.arguments).slice(0, 60)}`, () => check(fixture));
  }

  it("has fixtures for every one of at least 34", () => {
    assert.ok(verifiers.size >= 34);
    assert.deepEqual(
      [...verifiers.keys()].filter((id) => !fixtures.some((one) => one.id === id)),
      [],
    );
  });

  it("takes no other arguments than its own", () => {
    for (const { id, arguments: args } of fixtures) {
      assert.throws(() => verifiers.get(id)!.check("", { ...args, other: 1 }), {
        name: "ZodError",
      });
    }
  });
});

/** Texts that are large, malformed or both; every verifier has to come to an end with each. */
const nasty: Record<string, string> = {
  blanks: " ".repeat(1_000_000),
  "blank lines": "\n".repeat(200_000),
  "one word": "a".repeat(200_000),
  dots: `${".".repeat(100_000)}x`,
  brackets: "[(<{".repeat(50_000),
  quotes: `"'\``.repeat(60_000),
  fences: "```\n".repeat(40_000),
  "open functions": "def f(\n".repeat(20_000),
  "function heads": "const a = (\n".repeat(16_000),
  dashes: "- ".repeat(100_000),
  rules: `${"- ".repeat(140)}x\n`.repeat(600),
  bars: "|".repeat(100_000),
  "words and commas": "a, ".repeat(60_000),
  surrogates: "\ud800".repeat(20_000),
  nulls: "\0\ufffd".repeat(20_000),
  hashes: "# ".repeat(100_000),
  "list items": "- a\n  - b\n1. c\n".repeat(12_000),
  comments: "/* a */ // b\n# c\n".repeat(10_000),
  braces: `${'{"a":'.repeat(20_000)}1`,
};

describe("verifiers, with texts nobody should write", () => {
  for (const [name, text] of Object.entries(nasty)) {
    it(name, function () {
      this.timeout(60_000);
      const seen = new Set<string>();
      for (const { id, arguments: args } of fixtures) {
        const { ok, detail } = verifiers.get(id)!.check(text, args);
        assert.equal(typeof ok, "boolean");
        assert.ok(detail.length < 2000, `${id}: ${detail.length}`);
        seen.add(id);
      }
      assert.equal(seen.size, verifiers.size);
    });
  }
});
