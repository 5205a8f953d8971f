// Makes a grade of what a run left behind. Runs nothing. Everything it writes is the same when the run is repeated:
// no times, addresses, process ids and paths of this machine.
import type { IoTest, IoTests } from "../../core/protocol/case/io-tests.ts";
import { type Check, type FailClass, failClasses, type Grade } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { isAsExpected } from "../languages/compare.ts";
import type { TestResult } from "../languages/frames.ts";
import { toJson } from "../languages/value.ts";
import { parseValueType, type ValueType } from "../languages/value-type.ts";
import { failed, passed } from "./grades.ts";
import { endOfRun } from "./io-tests-ending.ts";
import { steady } from "./io-tests-output.ts";
import type { RunReport } from "./io-tests-run.ts";

type Findings = Pick<Grade, "extraction" | "extracted"> & { checks: Check[] };

/** `findings.checks` come first; `hidden` are paths of this machine that must not show. */
export function reportGrade(
  spec: IoTests,
  report: RunReport,
  { findings, hidden }: { findings: Findings; hidden: readonly string[] },
): Grade {
  if (report.stage === "compile") {
    const { end, stdout, stderr } = report.outcome;
    if (end !== "exited") {
      // How much it had said by then is another thing each time.
      return failed("compile", `The compiler ran into its limit (${end}).`, findings);
    }
    const output = steady(stderr + stdout, hidden);
    return failed("compile", "It does not compile.", { ...findings, output });
  }
  const { frames, outcome } = report;
  const type = parseValueType(spec.signature.returns);
  const judged = spec.tests.map((test, at) => judge(test, frames.results[at], { spec, type }));
  const checks = [...findings.checks, ...judged.map(({ check }) => check)];
  const ending = endOfRun({ frames, outcome, tests: spec.tests.length });
  const output = steady(outcome.stderr, hidden);
  if (ending !== undefined) {
    return failed(ending.failClass, ending.reason, {
      ...findings,
      checks,
      ...(ending.showsOutput === true && output !== "" ? { output } : {}),
    });
  }
  const wrong = judged.filter(({ failClass }) => failClass !== undefined);
  const failClass = failClasses.find((known) => wrong.some((one) => one.failClass === known));
  if (failClass === undefined) return passed({ ...findings, checks });
  const first = wrong.find((one) => one.failClass === failClass);
  const others = wrong.length > 1 ? ` and ${wrong.length - 1} more` : "";
  const reason = `${first?.check.name}${others}: ${first?.check.detail ?? "not as expected"}`;
  return failed(failClass, reason, { ...findings, checks });
}

type Judged = { check: Check; failClass?: FailClass };

function judge(
  test: IoTest,
  result: TestResult | undefined,
  { spec, type }: { spec: IoTests; type: ValueType },
): Judged {
  const name = test.group === undefined ? test.name : `${test.group}: ${test.name}`;
  const expected = short(wantedBy(test));
  if (result === undefined) {
    return { check: { name, ok: null, expected, detail: "it was not reached" } };
  }
  const wrong = (failClass: FailClass, detail: string, actual?: Json): Judged => ({
    check: { name, ok: false, expected, detail, ...(actual === undefined ? {} : { actual }) },
    failClass,
  });
  const isLate = test.limitMs !== undefined && result.ms > test.limitMs;
  switch (result.kind) {
    case "thrown": {
      const said = steady(result.message, []);
      if (test.throws !== true) return wrong("runtime", `it threw ${said}`);
      return { check: { name, ok: true, expected, detail: said } };
    }
    case "memory":
      return wrong("memory", "it ran out of memory");
    case "tamper":
      return wrong("tamper", `it returned ${result.message}`);
    default: {
      const actual = short(toJson(result.value));
      if (isLate) return wrong("timeout", "it took longer than its limit", actual);
      const compare = { ...spec.compare, ...test.compare };
      const isRight =
        test.throws !== true &&
        answersOf(test).some((one) => isAsExpected(result.value, one, type, compare));
      if (isRight) return { check: { name, ok: true, expected, actual } };
      return wrong("wrong-answer", "not as expected", actual);
    }
  }
}

function answersOf({ expected, oneOf }: IoTest): readonly Json[] {
  return oneOf ?? [expected ?? null];
}

function wantedBy({ expected, oneOf, throws }: IoTest): Json {
  if (throws === true) return { throws };
  return oneOf === undefined ? (expected ?? null) : { oneOf };
}

const longest = 300;

/** Whole in the report when it is small, else its beginning as text. */
function short(value: Json): Json {
  const text = JSON.stringify(value);
  return text.length <= longest ? value : `${text.slice(0, longest)}… (${text.length} characters)`;
}
