// Answers each question once more from the text alone, in another way than the plot was drawn.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { Json } from "../../core/protocol/json.ts";
import { haystackOf } from "./haystack.ts";
import { plotOf } from "./plot-of.ts";

type Reader = (text: string, question: string) => Json;

function check(family: Needle["family"], read: Reader, variants = 20) {
  for (let variant = 0; variant < variants; variant += 1) {
    const id = `long.${family}#7.${variant}`;
    const plot = plotOf(id, { kind: "needle", family, tokens: 8192, depth: 0.25 });
    const text = haystackOf(id, plot, 30_000);
    // A set has no order.
    const { value } = plot.expected as { value: Json };
    const expected = Array.isArray(value) ? value.toSorted() : value;
    assert.deepEqual(read(text, plot.question), expected, id);
  }
}

const inBackticks = (question: string) => /`([^`]+)`/.exec(question)?.[1] ?? "";

/** The value on the one line that names exactly this subject. */
const lookup: Reader = (text, question) => {
  const subject = inBackticks(question);
  const attribute = /What is the ([a-z ]+) of/.exec(question)?.[1] ?? "";
  const exact = new RegExp(`(?<![\\w-])${subject}(?![\\w-])(.*)$`, "m");
  const rest = exact.exec(text)?.[1];
  if (rest === undefined) return "not present";
  const valueForm = /\b[a-z]{2}-\d{4}-[a-z]+\b|\b\d{4,6}\b/;
  const value = valueForm.exec(rest)?.[0] ?? "";
  assert.match(text, new RegExp(attribute.replaceAll(" ", "[ _-]?"), "i"));
  return question.includes("<the number>") ? Number(value) : value;
};

describe("plots, answered from their texts", () => {
  it("single", () => check("single", lookup));
  it("multi-key", () => check("multi-key", lookup));
  it("absent", () => check("absent", lookup));

  it("chain", () => {
    const name = "`?([a-z]+-[a-z]+)`?";
    const forms = [
      new RegExp(`${name}  300  IN  CNAME  ${name}`, "g"),
      new RegExp(`service: ${name}\n  forward_to: ${name}`, "g"),
      new RegExp(`${name} passes every request on to ${name}`, "g"),
      new RegExp(`server_name ${name};\n.*proxy_pass http://${name};`, "g"),
      new RegExp(`rule loaded: ${name} -> ${name}`, "g"),
    ];
    check("chain", (text, question) => {
      const links = new Map(
        forms.flatMap((form) =>
          [...text.matchAll(form)].map(([, from = "", to = ""]) => [from, to]),
        ) as [string, string][],
      );
      let at = inBackticks(question);
      let hops = 0;
      for (let next = links.get(at); next !== undefined; next = links.get(at)) {
        at = next;
        hops += 1;
      }
      assert.equal(hops, 4);
      return at;
    });
  });

  it("all-values", () => {
    check("all-values", (text, question) => {
      const topic = inBackticks(question);
      const end = "(?![\\w-])";
      const forms = [
        new RegExp(`consumer: (\\S+)\n  topic: ${topic}${end}`, "g"),
        new RegExp(`(\\S+) joined as consumer of ${topic}${end}`, "g"),
        new RegExp(`\`(\\S+)\` consumes \`${topic}\``, "g"),
        new RegExp(`topic: "${topic}", service: "([^"]+)"`, "g"),
      ];
      const found = forms.flatMap((form) => [...text.matchAll(form)].map(([, name = ""]) => name));
      return found.sort();
    });
  });

  it("latest-wins", () => {
    check("latest-wins", (text, question) => {
      const key = inBackticks(question).replaceAll(".", "\\.");
      const time = "(2025-\\S+?Z)";
      const forms: [RegExp, number, number][] = [
        [new RegExp(`${time} set ${key} = (\\d+)`, "g"), 1, 2],
        [new RegExp(`"at":"${time}","key":"${key}","value":(\\d+)`, "g"), 1, 2],
        [new RegExp(`changed \`${key}\` to (\\d+) at ${time}`, "g"), 2, 1],
        [new RegExp(`^${time},${key},(\\d+),`, "gm"), 1, 2],
      ];
      const changes = forms.flatMap(([form, time, value]) =>
        [...text.matchAll(form)].map((match) => ({ at: match[time] ?? "", value: match[value] })),
      );
      assert.equal(changes.length, 7);
      changes.sort((left, right) => (left.at < right.at ? -1 : 1));
      return Number(changes.at(-1)?.value);
    });
  });

  it("code-trace, run by Python", function () {
    if (spawnSync("python3", ["--version"]).status !== 0) return this.skip();
    this.timeout(20_000);
    const run: Reader = (text, question) => {
      const folder = mkdtempSync(path.join(tmpdir(), "tandem-trace-"));
      const [, call = "", shop = ""] = /`(.*)` of (\w+)\/quote\.py/.exec(question) ?? [];
      mkdirSync(path.join(folder, shop));
      for (const [, name = "", body = ""] of text.matchAll(
        new RegExp(`^===== ${shop}/(\\w+\\.py) =====\n(.*?)\n\n(?======)`, "gms"),
      )) {
        writeFileSync(path.join(folder, shop, name), body);
      }
      const program = `from ${shop}.quote import quote_total\nprint(${call})`;
      const { stdout } = spawnSync("python3", ["-c", program], { cwd: folder, encoding: "utf8" });
      rmSync(folder, { recursive: true });
      return Number(stdout);
    };
    return check("code-trace", run, 8);
  });
});
