// Grader of SQL answers: the statement runs on every database of the case beside the reference, and has to give the same.
// It never reads the statement for likeness; only what it does counts.
import type { Check, FailClass } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { extract } from "../answers/extract.ts";
import { SandboxError } from "../sandbox/sandbox.ts";
import type { GradeRequest, Grader } from "./grader.ts";
import { failed, gradeOf, lastReply } from "./grades.ts";
import { differenceOf, type Result } from "./sql/compare.ts";
import { type Execution, runStatements } from "./sql/engine.ts";
import { objectionTo } from "./sql/statement.ts";

export const sqlGrader: Grader<"sql"> = {
  kind: "sql",
  needs: () => [],
  async grade(request, signal) {
    const { instance, transcript, spec } = request;
    const wanted = { answer: instance.answer, language: instance.file.language };
    const extracted = extract(lastReply(transcript), wanted);
    if (!extracted.ok) return failed(extracted.failClass, extracted.reason);
    const { text, extraction } = extracted;
    const findings = { extracted: text, extraction };
    const mayChange = spec.changes !== undefined;
    const objection = objectionTo(text, { mayChange });
    if (objection === "empty") return failed("extraction", "The answer holds no SQL.", findings);
    if (objection !== undefined) return failed("compile", objection.problem, findings);
    const { checks, failClass } = await compareOnAll(request, text, signal);
    return gradeOf(checks, failClass, findings);
  },
};

type Compared = { checks: Check[]; failClass: FailClass };

async function compareOnAll(
  { instance, spec }: GradeRequest<"sql">,
  answer: string,
  signal: AbortSignal,
): Promise<Compared> {
  const reference = instance.references[0]?.text ?? "";
  const schema = instance.files.get(spec.schema) ?? "";
  const databases = spec.variants.map((name) => ({ schema, rows: instance.files.get(name) ?? "" }));
  const mayChange = spec.changes !== undefined;
  const job = { databases, statements: [reference, answer], mayChange };
  const { executions, end } = await runStatements(job, signal);
  const checks: Check[] = [];
  let failClass: FailClass | undefined;
  for (const [at, variant] of spec.variants.entries()) {
    const [expected, actual] = [executions[2 * at], executions[2 * at + 1]];
    if (expected?.ok !== true) {
      const why = expected?.problem ?? "it was stopped.";
      throw new SandboxError("failed", `The reference of ${instance.id} does not run: ${why}`);
    }
    const check = checkOf(`database ${at + 1}`, { expected, actual, end }, spec);
    if (check.ok === false) failClass ??= classOf(actual, end);
    checks.push({ ...check, name: `${check.name} (${variant.replace(/\.sql$/, "")})` });
    // What comes after a statement that was stopped has not run.
    if (actual === undefined) break;
  }
  return { checks, failClass: failClass ?? "wrong-answer" };
}

type Run = {
  expected: Extract<Execution, { ok: true }>;
  actual: Execution | undefined;
  end: "done" | "timeout" | "died";
};

function checkOf(
  name: string,
  { expected, actual, end }: Run,
  spec: GradeRequest<"sql">["spec"],
): Check {
  if (actual === undefined) {
    const detail = end === "timeout" ? "it ran too long" : "it took too much memory";
    return { name, ok: false, detail };
  }
  if (!actual.ok) return { name, ok: false, detail: actual.problem };
  if (spec.changes !== undefined) return tablesCheck(name, expected.tables, actual.tables);
  const { ordered = false, orderBy, columns } = spec;
  const difference = differenceOf(expected.result, actual.result, {
    ordered,
    ...(orderBy === undefined ? {} : { orderBy }),
    ...(columns === undefined ? {} : { columns }),
  });
  return resultCheck(name, { expected: expected.result, actual: actual.result, difference });
}

function tablesCheck(
  name: string,
  expected: Record<string, Result>,
  actual: Record<string, Result>,
): Check {
  for (const [table, wanted] of Object.entries(expected)) {
    const given = actual[table] ?? { columns: [], rows: [] };
    const difference = differenceOf(wanted, given, { ordered: false });
    if (difference !== undefined) {
      const detail = `table ${table}: ${difference}`;
      return resultCheck(name, { expected: wanted, actual: given, difference: detail });
    }
  }
  return { name, ok: true };
}

function resultCheck(
  name: string,
  {
    expected,
    actual,
    difference,
  }: { expected: Result; actual: Result; difference: string | undefined },
): Check {
  if (difference === undefined) return { name, ok: true };
  return {
    name,
    ok: false,
    expected: excerpt(expected),
    actual: excerpt(actual),
    detail: difference,
  };
}

const rowsShown = 20;
const charactersShown = 200;

function excerpt({ columns, rows }: Result): Json {
  const cut = (cell: Json) =>
    typeof cell === "string" && cell.length > charactersShown
      ? `${cell.slice(0, charactersShown)}…`
      : cell;
  return {
    columns: [...columns],
    rows: rows.slice(0, rowsShown).map((row) => row.map(cut)),
    count: rows.length,
  };
}

function classOf(actual: Execution | undefined, end: Run["end"]): FailClass {
  if (actual === undefined) return end === "timeout" ? "timeout" : "memory";
  return actual.ok ? "wrong-answer" : actual.failClass;
}
