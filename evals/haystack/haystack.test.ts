import assert from "node:assert/strict";
import { type Needle, needleFamilies } from "../../core/protocol/case/needle.ts";
import { needleAnswers } from "./answers.ts";
import { haystackOf } from "./haystack.ts";
import { plotOf } from "./plot-of.ts";

const spec = (family: Needle["family"], depth = 0.5): Needle => ({
  kind: "needle",
  family,
  tokens: 8192,
  depth,
});
const ids = Array.from({ length: 12 }, (_, variant) => `long.any#${variant % 3}.${variant}`);

/** The text of every family and id with `characters` holds what the plot says. */
function check(characters: number, family: Needle["family"]) {
  for (const id of ids) {
    const plot = plotOf(id, spec(family));
    const text = haystackOf(id, plot, characters);
    assert.ok(text.length <= characters, `${id}: ${text.length}`);
    assert.ok(text.length > characters - 200, `${id}: ${text.length}`);
    for (const { at, passage } of plot.planted) {
      const place = text.indexOf(passage.text.trimEnd());
      assert.ok(place >= 0, `${id}: ${passage.path} is missing`);
      const middle = (place + passage.text.length / 2) / text.length;
      assert.ok(Math.abs(middle - at) < 0.12, `${id}: ${passage.path} at ${middle}, not ${at}`);
    }
  }
}

describe("haystackOf", () => {
  for (const family of needleFamilies) {
    it(`holds everything of ${family}, in place, at any length`, () => {
      check(24_000, family);
      check(90_000, family);
    });
  }

  it("puts a single statement at the depth asked for", () => {
    for (const depth of [0.1, 0.5, 0.9]) {
      for (const id of ids) {
        const plot = plotOf(id, spec("single", depth));
        const text = haystackOf(id, plot, 12_000);
        const passage = plot.planted[0]!.passage.text.trimEnd();
        const middle = (text.indexOf(passage) + passage.length / 2) / text.length;
        assert.ok(Math.abs(middle - depth) < 0.08, `${id}: ${middle}`);
      }
    }
  });

  it("speaks of what is asked for nowhere else", () => {
    for (const id of ids) {
      const plot = plotOf(id, spec("single"));
      const subject = /`([a-z-]+)`/.exec(plot.question)?.[1] ?? "";
      assert.equal(haystackOf(id, plot, 90_000).split(subject).length, 2, id);
      const none = plotOf(id, spec("absent"));
      const key = /`([a-z0-9-]+)`/.exec(none.question)?.[1] ?? "";
      const whole = new RegExp(`(?<![\\w-])${key}(?![\\w-])`);
      assert.doesNotMatch(haystackOf(id, none, 90_000), whole, id);
    }
  });

  it("is the same for the same id", () => {
    const plot = plotOf("long.any#1.0", spec("chain"));
    const text = haystackOf("long.any#1.0", plot, 40_000);
    assert.equal(haystackOf("long.any#1.0", plot, 40_000), text);
    assert.notEqual(haystackOf("long.any#2.0", plot, 40_000), text);
  });

  it("is made of files of many kinds", () => {
    const text = haystackOf("long.any#1.0", plotOf("long.any#1.0", spec("single")), 90_000);
    const kinds = new Set([...text.matchAll(/^===== .*\.(\w+) =====$/gm)].map(([, kind]) => kind));
    assert.ok(kinds.size >= 11, [...kinds].join(" "));
    // No line of any length comes again and again.
    const lines = text.split("\n").filter((line) => line.length > 60);
    assert.ok(new Set(lines).size > lines.length * 0.97);
  });
});

describe("needleAnswers", () => {
  for (const family of needleFamilies) {
    it(`has wrong answers to ${family} that differ from the right one`, () => {
      const right = new Set<string>();
      for (const id of ids) {
        const { expected, wrong } = needleAnswers(id, spec(family));
        const all = [expected, ...wrong.map(({ answer }) => answer)].map((value) =>
          JSON.stringify(value),
        );
        assert.ok(wrong.length >= 3);
        assert.equal(all.indexOf(all[0]!, 1), -1, `${id}: ${all.join(" ")}`);
        assert.equal(new Set(wrong.map(({ name }) => name)).size, wrong.length);
        right.add(JSON.stringify(expected));
      }
      // What is absent is absent in every variant.
      assert.ok(family === "absent" ? right.size === 1 : right.size > ids.length / 2);
    });
  }

  it("says nothing else for another length", () => {
    const long = { ...spec("latest-wins"), tokens: 30_000 };
    const id = "long.any#1.0";
    assert.deepEqual(needleAnswers(id, long), needleAnswers(id, spec("latest-wins")));
  });
});
