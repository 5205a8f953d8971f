// Grades a JSON answer key by key: most keys are compared with computed values, inputs are tried on the program. What a
// judge found in the prose around it stands beside the grade.
import type { Program, Question, Questions } from "../../core/protocol/case/questions.ts";
import type { Check, Grade } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { extract } from "../answers/extract.ts";
import type { Instance } from "../cases/instance.ts";
import { rubricChecks } from "../judge/rubric-checks.ts";
import type { Bench, GradeRequest, Grader, Need } from "./grader.ts";
import { failed, gradeOf, lastReply } from "./grades.ts";
import { compareAnswer, isExecuted } from "./questions-answers.ts";
import { type CallResult, callsFor, checkInput } from "./questions-execution.ts";
import { callAll } from "./questions-program.ts";

export const questionsGrader: Grader<"questions"> = {
  kind: "questions",

  needs({ questions }, { file }): readonly Need[] {
    if (file.language === undefined || !questions.some(isExecuted)) return [];
    return [{ sandbox: "processes" }, { language: file.language }];
  },

  async grade(request, signal) {
    const grade = await computedGrade(request, signal);
    const { spec, instance, transcript } = request;
    if (spec.rubric === undefined) return grade;
    const votes = transcript.exchanges.filter(({ to }) => to === "judge");
    const advice = rubricChecks({ instance: instance.id, rubric: spec.rubric, votes });
    return { ...grade, checks: [...grade.checks, ...advice] };
  },
};

/** What follows from the answers alone; no judge has a part in it. */
async function computedGrade(
  { spec, instance, transcript, bench }: GradeRequest<"questions">,
  signal: AbortSignal,
): Promise<Grade> {
  const { answer, file } = instance;
  const found = extract(lastReply(transcript), { answer, language: file.language });
  if (!found.ok) return failed(found.failClass, found.reason, { extraction: "none" });
  const findings = { extraction: found.extraction, extracted: found.text };
  const answers = parseObject(found.text);
  if (typeof answers === "string") return failed("extraction", answers, findings);
  const checks = await checkAnswers({ spec, answers, instance, bench }, signal);
  return gradeOf([...checks, ...otherKeys(spec, answers)], "wrong-answer", findings);
}

type Answers = { [key: string]: Json };
type Answered = { spec: Questions; answers: Answers; instance: Instance; bench: Bench };

async function checkAnswers(answered: Answered, signal: AbortSignal): Promise<Check[]> {
  const { spec, answers } = answered;
  const results = await run(answered, signal);
  const checks = spec.questions.map((question): Check => {
    const answer = answerTo(question, answers);
    if (answer === undefined) return missing(question);
    if (!isExecuted(question)) return compareAnswer(question, answer);
    const program = programOf(answered);
    return checkInput(question, answer, { program, results: results.get(question.id) ?? [] });
  });
  return checks.map(withoutBulk);
}

/** What the program came to with the answers that are inputs for it, by question id. */
async function run(answered: Answered, signal: AbortSignal): Promise<Map<string, CallResult[]>> {
  const { spec, answers, instance, bench } = answered;
  const calls = spec.questions.filter(isExecuted).flatMap((question) => {
    const answer = answerTo(question, answers);
    if (answer === undefined) return [];
    return callsFor(question, answer, programOf(answered)).map((call) => ({ ...call, question }));
  });
  if (calls.length === 0) return new Map();
  const program = programOf(answered);
  const results = await callAll({ program, instance, bench }, calls, signal);
  const byQuestion = Map.groupBy(calls.keys(), (at) => calls[at]?.question.id ?? "");
  return new Map(
    [...byQuestion].map(([id, places]) => [id, places.flatMap((at) => results[at] ?? [])]),
  );
}

function answerTo({ id }: Question, answers: Answers): Json | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

function programOf({ spec, instance }: Answered): Program {
  if (spec.program === undefined)
    throw new RangeError(`${instance.id} asks for inputs of nothing.`);
  return spec.program;
}

function missing(question: Question): Check {
  const expected = "expected" in question && !isExecuted(question) ? question.expected : undefined;
  return {
    name: question.id,
    ok: false,
    ...(expected === undefined ? {} : { expected }),
    detail: "is missing",
  };
}

/** Keys nobody asked for say nothing about the others. */
function otherKeys({ questions }: Questions, answers: Answers): Check[] {
  const asked = new Set(questions.map(({ id }) => id));
  const others = Object.keys(answers).filter((key) => !asked.has(key));
  if (others.length === 0) return [];
  const named = others.slice(0, 5).map((key) => key.slice(0, 40));
  return [
    {
      name: "other keys",
      ok: false,
      advisory: true,
      detail: `nobody asked for ${named.join(", ")}`,
    },
  ];
}

const maxActual = 4000;

/** The whole answer stands in the grade once already. */
function withoutBulk(check: Check): Check {
  const { actual, ...rest } = check;
  const isBulky = actual !== undefined && JSON.stringify(actual).length > maxActual;
  return isBulky ? rest : check;
}

const maxDepth = 64;

/** An object, or the sentence that says why it is none. Deep nesting overflows the stack of whoever walks it. */
function parseObject(text: string): Answers | string {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return "The answer's JSON cannot be parsed.";
    throw error;
  }
  if (depthOf(text) > maxDepth) return "The answer's JSON is nested too deeply.";
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "The answer is no JSON object.";
  }
  return value;
}

/** Of valid JSON. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
