import assert from "node:assert/strict";
import type { Regex } from "../../core/protocol/case/regex.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import type { Instance } from "../cases/instance.ts";
import { regexGrader } from "./regex.ts";

const days = Array.from({ length: 28 }, (_, at) => String(at + 1).padStart(2, "0"));
const dates: Regex = {
  kind: "regex",
  engine: "javascript",
  positives: days.map((day) => `2024-02-${day}`),
  negatives: [
    ...days.map((day) => `2024-2-${day}`),
    "2024-02-00",
    "2024-02-40",
    "24-02-01",
    "",
    "2024-02-01 ",
    "2024-02-011",
  ],
  groups: [{ text: "1999-12-31", named: { year: "1999", month: "12" } }],
};
const date = String.raw`^(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])$`;
const tags: Regex = {
  kind: "regex",
  engine: "javascript",
  match: "search",
  positives: days.map((day) => `see #tag${day} there`),
  negatives: days.map((day) => `see x#tag${day} there`),
};
const words: Regex = {
  kind: "regex",
  engine: "javascript",
  positives: days.map((_, at) => "ab c".repeat(at + 1)),
  negatives: days.map((_, at) => `${"ab c".repeat(at + 1)}!`),
  fuzz: 0,
};

type Given = { spec?: Regex; reference?: string; signal?: AbortSignal };

function gradeOf(
  pattern: string,
  { spec = dates, reference = date, signal }: Given = {},
): Promise<Grade> {
  const instance: Instance = {
    id: "regex.test#1.0",
    file: {
      id: "regex.test",
      version: 1,
      category: "regex",
      tier: "easy",
      answer: { kind: "regex" },
    },
    cluster: "regex.test",
    prompt: "",
    grader: spec,
    answer: { kind: "regex" },
    files: new Map(),
    references: [{ name: "reference", text: reference, steps: [] }],
    mutants: [],
  };
  const exchange = {
    to: "model" as const,
    sent: [],
    text: `\`\`\`regex\n${pattern}\n\`\`\``,
    toolCalls: [],
    finishReason: "stop" as const,
    model: "m",
    isSimulated: true,
    timing: { e2elMs: 1 },
    retried: [],
  };
  const transcript = { instance: instance.id, epoch: 0, exchanges: [exchange] };
  // JavaScript's patterns need no bench.
  const bench = {} as never;
  return regexGrader.grade(
    { spec, instance, transcript, bench },
    signal ?? new AbortController().signal,
  );
}

async function check(pattern: string, expected: string, given: Given = {}): Promise<void> {
  const grade = await gradeOf(pattern, given);
  assert.equal(grade.failClass ?? grade.verdict, expected, JSON.stringify(grade, null, 2));
}

describe("regex grader", function () {
  this.timeout(60_000);
  const search = { spec: tags, reference: String.raw`(?<![\w#])#[a-z]\w*` };
  const free = { spec: words, reference: "[a-c ]+" };
  const answers: [what: string, pattern: string, expected: string, given?: Given][] = [
    ["the reference", date, "pass"],
    [
      "another way without anchors",
      String.raw`(?<year>[0-9]{4})-(?<month>(?!00)[01]\d(?<!1[3-9]))-(?:(?!00)[0-2]\d|3[01])`,
      "pass",
    ],
    ["a literal with its delimiters", `/${date}/`, "pass"],
    ["too little", String.raw`^(?<year>\d{4})-(?<month>02)-(?<day>0[1-9]|1\d)$`, "wrong-answer"],
    ["too much", String.raw`^(?<year>\d{4})-(?<month>\d+)-(?<day>\d+)$`, "wrong-answer"],
    [
      "what only the strings near them show",
      String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>0[1-9]|[12]\d|3[01])$`,
      "wrong-answer",
    ],
    [
      "a group that is missing",
      String.raw`^(?<year>\d{4})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$`,
      "wrong-answer",
    ],
    ["an alternation that only looks anchored", `^x|${date.slice(1)}`, "pass"],
    ["a search", String.raw`(?:^|[^\w#])#[a-z]\w*`, "pass", search],
    ["a search that starts anywhere", String.raw`#[a-z]\w*`, "wrong-answer", search],
    ["a search that is anchored", String.raw`^#[a-z]\w*$`, "wrong-answer", search],
    ["an open bracket", "^(", "compile"],
    ["half of a pattern on each side", "a)|(b", "compile"],
    ["a pattern of another engine", String.raw`(?P<year>\d{4})`, "compile"],
    ["a repetition that is larger than any text", "((a{1000}){1000}){1000}", "wrong-answer"],
    ["a list of everything", days.concat(dates.positives).join("|").repeat(40), "compile"],
    ["nothing", "", "extraction"],
    ["nested repetition", "([a-c]+ ?)+", "redos", free],
    ["nested repetition that takes wrong texts as well", "([a-c]+ ?)+x?", "redos", free],
    ["nested repetition in syntax of its own", "(?:(?<w>[a-c]+) ?|(?<w>[a-c ]))+", "redos", free],
    ["repetition in a row", "[a-c ]+[a-c ]*[a-c ]*", "pass", free],
  ];
  for (const [what, pattern, expected, given] of answers) {
    it(`says ${expected} to ${what}`, () => check(pattern, expected, given));
  }

  it("marks polynomial time without failing it", async () => {
    const { verdict, checks } = await gradeOf("[a-c ]+[a-c ]*[a-c ]*", free);
    assert.equal(verdict, "pass");
    assert.deepEqual(checks.at(-1), { name: "redos: polynomial", ok: false, advisory: true });
  });

  it("names what went wrong, the same every time", async () => {
    const pattern = String.raw`^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d)$`;
    const grade = await gradeOf(pattern);
    assert.match(grade.reason ?? "", /^negatives and 1 more: 30 of 34 wrong: "2024-2-01", /);
    assert.deepEqual(grade, await gradeOf(pattern));
  });

  it("needs a sandbox and Python only for Python", () => {
    // Needs follow from the spec alone.
    const instance = {} as never;
    assert.deepEqual(regexGrader.needs(dates, instance), []);
    assert.deepEqual(regexGrader.needs({ ...dates, engine: "python" }, instance), [
      { sandbox: "processes" },
      { language: "python" },
    ]);
  });

  it("blames the machine, not the answer, for a reference that does not run", async () => {
    await assert.rejects(gradeOf(date, { reference: "(" }), {
      name: "SandboxError",
      code: "failed",
    });
  });

  it("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const grading = gradeOf("([a-c]+ ?)+", { ...free, signal: controller.signal });
    setImmediate(() => controller.abort(new Error("enough")));
    await assert.rejects(grading, /enough/);
  });
});
