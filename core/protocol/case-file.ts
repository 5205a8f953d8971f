// The case file: one case of the evaluation suite as data. It holds no code that the host evaluates; the oracle runs in
// an interpreter of its own, everything else in the sandbox. Unknown keys are errors.
import * as z from "zod";
import { chat } from "./case/chat.ts";
import { checker } from "./case/checker.ts";
import { ioTests } from "./case/io-tests.ts";
import { needle } from "./case/needle.ts";
import { questions } from "./case/questions.ts";
import { regex } from "./case/regex.ts";
import { sql } from "./case/sql.ts";
import { trace } from "./case/trace.ts";
import { verifiers } from "./case/verifiers.ts";
import { failClasses } from "./grade.ts";
import { json } from "./json.ts";
import { languages } from "./language.ts";

export const codingCategories = [
  "completion",
  "algorithm",
  "bugfix",
  "multi-language",
  "explanation",
  "sql",
  "system-design",
  "regex",
] as const;
export const categories = [
  ...codingCategories,
  "tool-use",
  "long-context",
  "instruction-following",
  "chat",
] as const;
export type Category = (typeof categories)[number];

export const grader = z.discriminatedUnion("kind", [
  ioTests,
  checker,
  sql,
  regex,
  questions,
  trace,
  needle,
  verifiers,
  chat,
]);
export type GraderSpec = z.infer<typeof grader>;

/** The same before the oracle has filled in the rest. */
const graderDraft = z.discriminatedUnion("kind", [
  ioTests.partial().required({ kind: true }),
  checker.partial().required({ kind: true }),
  sql.partial().required({ kind: true }),
  regex.partial().required({ kind: true }),
  questions.partial().required({ kind: true }),
  trace.partial().required({ kind: true }),
  needle.partial().required({ kind: true }),
  verifiers.partial().required({ kind: true }),
  chat.partial().required({ kind: true }),
]);

/** A path inside the case's folder. */
const file = z
  .string()
  .regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, "has to be a path inside the case's folder");

export const answer = z.discriminatedUnion("kind", [
  /** Code for the case's language; `path` is where the program expects it. */
  z.strictObject({ kind: z.literal("code"), path: file.optional() }),
  /** Code that belongs at `{{cursor}}` of `file`. */
  z.strictObject({ kind: z.literal("insertion"), file }),
  /** The new text of `file`, or a unified diff of it. */
  z.strictObject({ kind: z.literal("file"), file }),
  z.strictObject({ kind: z.literal("json") }),
  z.strictObject({ kind: z.literal("sql") }),
  z.strictObject({ kind: z.literal("regex") }),
  /** The reply as it is. */
  z.strictObject({ kind: z.literal("text") }),
  z.strictObject({ kind: z.literal("conversation") }),
]);
export type AnswerSpec = z.infer<typeof answer>;

const scriptedStep = z.strictObject({
  text: z.string().optional(),
  calls: z
    .array(z.strictObject({ tool: z.string(), arguments: z.record(z.string(), json) }))
    .optional(),
});
export type ScriptedStep = z.infer<typeof scriptedStep>;

/** An answer written by the authors; exactly one of the optional keys says what it is. */
const candidateShape = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** A file that holds the answer. */
  file: file.optional(),
  text: z.string().optional(),
  /** The first reference with each `find`, which occurs exactly once, replaced. */
  edits: z
    .array(z.strictObject({ find: z.string(), replace: z.string() }))
    .min(1)
    .optional(),
  /** JSON answers: the expected ones with these keys changed; null leaves a key out. */
  answers: z.record(z.string(), json).optional(),
  /** Conversations: what the assistant says and calls, turn by turn. */
  steps: z.array(scriptedStep).min(1).optional(),
};

export const reference = z.strictObject(candidateShape);
export const mutant = z.strictObject({ ...candidateShape, expect: z.enum(failClasses) });
export type CandidateSpec = z.infer<typeof reference>;

export const parameter = z.union([
  z.strictObject({ int: z.tuple([z.int(), z.int()]) }),
  z.strictObject({ choice: z.array(z.union([z.string(), z.int()])).min(2) }),
]);

export const caseFile = z.strictObject({
  /** The folder's name; starts with the category, or with what stands for it. */
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  version: z.literal(1),
  category: z.enum(categories),
  tier: z.enum(["easy", "medium", "hard"]),
  language: z.enum(languages).optional(),
  /** Cases that share their problem count as one cluster; the id unless given. */
  cluster: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Drawn from the seed; `{{name}}` stands for the value in every text and file of the case. */
  params: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), parameter).optional(),
  /** Computes what depends on the parameters: `values` for further placeholders, `grader` for missing keys. */
  oracle: file.optional(),
  system: z.string().optional(),
  /** The question; `{{file:NAME}}` includes a file of the case. */
  prompt: z.string(),
  answer,
  limits: z
    .strictObject({
      compileMs: z.int().positive().optional(),
      /** For the whole run of the tests. */
      runMs: z.int().positive().optional(),
      memoryMb: z.int().positive().optional(),
      /** Of an answer; 2,048 unless given. */
      maxTokens: z.int().positive().optional(),
    })
    .optional(),
  grader: graderDraft,
  /** Every one passes. Graders `questions` and `needle` make one from what is expected. */
  references: z.array(reference).optional(),
  /** Every one fails, with the class it expects. */
  mutants: z.array(mutant).optional(),
});
export type CaseFile = z.infer<typeof caseFile>;
