// Grader of regular expressions: what a pattern matches and captures counts, on the case's lists and on strings near them
// beside the reference, and that no text can make it run for ever. How it is written does not.
import type { Regex } from "../../core/protocol/case/regex.ts";
import type { Check, FailClass } from "../../core/protocol/grade.ts";
import { extract } from "../answers/extract.ts";
import { createRandom } from "../random.ts";
import { SandboxError } from "../sandbox/sandbox.ts";
import type { GradeRequest, Grader } from "./grader.ts";
import { failed, gradeOf, lastReply, unscored } from "./grades.ts";
import { compareMatches } from "./regex/compare.ts";
import { javascriptMatcher } from "./regex/javascript.ts";
import type { Matcher } from "./regex/matcher.ts";
import { mutatedTexts } from "./regex/mutate.ts";
import { needsNewerEngine } from "./regex/newer-syntax.ts";
import { pythonMatcher } from "./regex/python.ts";
import { redosOf } from "./regex/redos.ts";

export const regexGrader: Grader<"regex"> = {
  kind: "regex",
  needs: ({ engine }) =>
    engine === "python" ? [{ sandbox: "processes" }, { language: "python" }] : [],
  async grade(request, signal) {
    const { instance, transcript, spec, bench } = request;
    const wanted = { answer: instance.answer, language: instance.file.language };
    const extracted = extract(lastReply(transcript), wanted);
    if (!extracted.ok) return failed(extracted.failClass, extracted.reason);
    const { text: pattern, extraction } = extracted;
    const findings = { extracted: pattern, extraction };
    if (pattern.length > mostCharacters) {
      return failed("compile", `The pattern has more than ${mostCharacters} characters.`, findings);
    }
    const matcher =
      spec.engine === "python"
        ? pythonMatcher(spec, bench, signal)
        : javascriptMatcher(spec, signal);
    const graded = await gradeMatches(request, pattern, matcher);
    if (!("checks" in graded)) {
      const isOurs = spec.engine !== "python" && graded.failClass === "compile";
      if (isOurs && needsNewerEngine(pattern)) return unscored(tooOld, findings);
      return failed(graded.failClass, graded.reason, findings);
    }
    const { checks } = graded;
    if (checks.every(({ ok }) => ok)) {
      const redos = await redosOf({ pattern, spec, matcher }, signal);
      if (redos === "exponential") {
        const reason = "Some texts make it run for ever: its time grows exponentially.";
        return failed("redos", reason, { ...findings, checks: [...checks, redosCheck] });
      }
      if (redos === "polynomial")
        checks.push({ ...redosCheck, name: "redos: polynomial", advisory: true });
    }
    return gradeOf(checks, "wrong-answer", findings);
  },
};

/** Longer ones are lists of examples, or bombs. */
const mostCharacters = 10_000;
const tooOld = `Node ${process.versions.node} is too old for its syntax: grade it again by tandem eval regrade.`;
const redosCheck: Check = { name: "redos", ok: false };

type Stopped = { failClass: FailClass; reason: string };

async function gradeMatches(
  { instance, spec }: GradeRequest<"regex">,
  pattern: string,
  matcher: Matcher,
): Promise<{ checks: Check[] } | Stopped> {
  const texts = textsOf(spec, instance.id);
  const actual = await matcher(pattern, texts);
  if (!actual.ok) return { failClass: "compile", reason: `It does not compile: ${actual.problem}` };
  if (actual.end === "died") {
    return { failClass: "memory", reason: "Matching took too much memory." };
  }
  if (actual.end === "timeout") {
    const length = texts[actual.matches.length]?.length ?? 0;
    return { failClass: "redos", reason: `It runs for ever on a text of ${length} characters.` };
  }
  // The file it comes from ends in a line break, which an answer loses on the way out of its block.
  const reference = instance.references[0]?.text.replace(/\r?\n$/, "") ?? "";
  const expected = await matcher(reference, texts);
  if (!expected.ok || expected.end !== "done") {
    const why = expected.ok ? "it does not end" : expected.problem;
    throw new SandboxError("failed", `The reference of ${instance.id} does not run: ${why}.`);
  }
  return {
    checks: compareMatches({ spec, texts, actual: actual.matches, expected: expected.matches }),
  };
}

const defaultFuzz = 2000;

/** The lists, the texts with groups, then the mutated ones. */
function textsOf({ positives, negatives, groups = [], fuzz }: Regex, id: string): string[] {
  const lists = [...positives, ...negatives];
  const random = createRandom(`${id} fuzz`);
  return [
    ...lists,
    ...groups.map(({ text }) => text),
    ...mutatedTexts(lists, fuzz ?? defaultFuzz, random),
  ];
}
