// Makes an instance of a case: draws its parameters from seed and variant, runs its oracle, fills in every text.
import type { Needle } from "../../core/protocol/case/needle.ts";
import {
  type CandidateSpec,
  type CaseFile,
  type GraderSpec,
  grader as graderSchema,
} from "../../core/protocol/case-file.ts";
import type { Json } from "../../core/protocol/json.ts";
import { needleAnswers } from "../haystack/answers.ts";
import { createRandom, type Random } from "../random.ts";
import { type Candidate, replyText } from "./candidate.ts";
import { formatInstanceId, type Instance } from "./instance.ts";
import { OracleError, type OracleOutput, runOracle } from "./oracle.ts";
import { fillIn, type Placeholders, unknownIn } from "./placeholders.ts";
import type { Case } from "./suite.ts";

export type Draw = { seed: number; variant: number };

/** The same case, seed and variant give the same instance. @throws OracleError when the case cannot be drawn */
export async function drawInstance(theCase: Case, { seed, variant }: Draw): Promise<Instance> {
  const { file } = theCase;
  const id = formatInstanceId({ caseId: file.id, seed, variant });
  const random = createRandom(id);
  const params = drawParams(file, random);
  const output = await oracleOutput(theCase, params, random);
  const given = new Map([...theCase.files, ...Object.entries(output.files ?? {})]);
  const values = { ...params, ...output.values };
  const files = new Map(
    [...given].map(([name, text]) => [name, fillIn(text, { values, files: new Map() })]),
  );
  const placeholders: Placeholders = { values, files };
  const grader = completeGrader(file, output, placeholders);
  const unknown = unknownIn(file.prompt, placeholders);
  if (unknown.length > 0) throw new OracleError(`${id}: nothing stands for ${unknown.join(", ")}.`);
  const candidates =
    grader.kind === "needle"
      ? needleCandidates(file, id, grader)
      : candidatesOf(file, grader, placeholders);
  const {
    grader: _grader,
    prompt,
    params: _params,
    oracle: _oracle,
    references: _r,
    mutants: _m,
    ...rest
  } = file;
  return {
    id,
    file: rest,
    cluster: file.cluster ?? file.id,
    prompt: fillIn(prompt, placeholders),
    grader,
    answer: file.answer,
    files,
    ...candidates,
  };
}

function drawParams({ params = {} }: CaseFile, random: Random): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, parameter]) => [
      name,
      "int" in parameter ? random.int(...parameter.int) : random.pick(parameter.choice),
    ]),
  );
}

async function oracleOutput(
  { file, files }: Case,
  params: Record<string, string | number>,
  random: Random,
): Promise<OracleOutput> {
  if (file.oracle === undefined) return {};
  const source = files.get(file.oracle) ?? "";
  try {
    return await runOracle({ source, params, random });
  } catch (error) {
    if (error instanceof OracleError) throw new OracleError(`${file.id}: ${error.message}`);
    throw error;
  }
}

function completeGrader(
  file: CaseFile,
  output: OracleOutput,
  placeholders: Placeholders,
): GraderSpec {
  const drafted = filledIn({ ...file.grader } as Json, placeholders);
  const parsed = graderSchema.safeParse({ ...(drafted as object), ...output.grader });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new OracleError(`${file.id}: the grader lacks something: ${problems.join("; ")}.`);
}

/** Placeholders inside every string of a JSON value; a string that is one placeholder becomes its value. */
function filledIn(value: Json, placeholders: Placeholders): Json {
  if (typeof value === "string") {
    const name = /^\{\{(\w+)\}\}$/.exec(value)?.[1];
    const drawn = name === undefined ? undefined : placeholders.values[name];
    return drawn ?? fillIn(value, placeholders);
  }
  if (Array.isArray(value)) return value.map((item) => filledIn(item, placeholders));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, filledIn(item, placeholders)]),
  );
}

function candidatesOf(file: CaseFile, grader: GraderSpec, placeholders: Placeholders) {
  const expected = expectedAnswers(grader);
  const references = (file.references ?? []).map((spec) =>
    candidate(file, spec, { placeholders, expected, first: "" }),
  );
  if (references.length === 0 && expected !== undefined) {
    references.push(asked(file, "expected", JSON.stringify(expected, null, 2)));
  }
  const first = references[0]?.text ?? "";
  const mutants = (file.mutants ?? []).map(({ expect, ...spec }) => ({
    ...candidate(file, spec, { placeholders, expected, first }),
    expect,
  }));
  return { references, mutants };
}

function needleCandidates(file: CaseFile, id: string, spec: Needle) {
  const { expected, wrong } = needleAnswers(id, spec);
  return {
    references: [asked(file, "expected", JSON.stringify(expected))],
    mutants: wrong.map(({ name, answer, expect }) => ({
      ...asked(file, name, JSON.stringify(answer)),
      expect,
    })),
  };
}

type Basis = {
  placeholders: Placeholders;
  expected: Record<string, Json> | undefined;
  first: string;
};

function candidate(file: CaseFile, spec: CandidateSpec, basis: Basis): Candidate {
  const { placeholders, expected, first } = basis;
  if (spec.steps !== undefined) {
    // Steps are JSON: the schema has seen to it.
    const steps = filledIn(spec.steps as Json, placeholders) as typeof spec.steps;
    return { name: spec.name, text: "", steps };
  }
  if (spec.answers !== undefined) {
    const changed = {
      ...expected,
      ...(filledIn(spec.answers, placeholders) as Record<string, Json>),
    };
    const kept = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null));
    return asked(file, spec.name, JSON.stringify(kept, null, 2));
  }
  if (spec.edits !== undefined) {
    return asked(
      file,
      spec.name,
      edited(`${file.id}, ${spec.name}`, first, spec.edits, placeholders),
    );
  }
  const text =
    spec.file === undefined ? (spec.text ?? "") : (placeholders.files.get(spec.file) ?? "");
  return asked(file, spec.name, fillIn(text, placeholders));
}

function asked(file: CaseFile, name: string, text: string): Candidate {
  return { name, text, steps: [{ text: replyText(file.answer, file.language, text) }] };
}

function edited(
  name: string,
  text: string,
  edits: readonly { find: string; replace: string }[],
  placeholders: Placeholders,
): string {
  return edits.reduce((before, { find, replace }) => {
    const wanted = fillIn(find, placeholders);
    const parts = before.split(wanted);
    if (parts.length !== 2) {
      throw new OracleError(
        `${name}: “${wanted}” occurs ${parts.length - 1} times instead of once.`,
      );
    }
    return parts.join(fillIn(replace, placeholders));
  }, text);
}

/** What a JSON answer has to hold, for graders that know it key by key. */
function expectedAnswers(grader: GraderSpec): Record<string, Json> | undefined {
  if (grader.kind !== "questions") return undefined;
  return Object.fromEntries(
    grader.questions
      .filter((question) => "expected" in question && question.type !== "witness")
      .map((question) => [
        question.id,
        "expected" in question ? (question.expected ?? null) : null,
      ]),
  );
}
