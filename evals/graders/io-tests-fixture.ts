// For tests: coding cases and replies made of a few values, and what they are graded with. No product code imports it.
import type { AnswerSpec, CaseFile, GraderSpec } from "../../core/protocol/case-file.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import type { Language } from "../../core/protocol/language.ts";
import type { Exchange, Transcript } from "../../core/protocol/transcript.ts";
import { replyText } from "../cases/candidate.ts";
import type { Instance } from "../cases/instance.ts";
import { findToolchains } from "../languages/find-toolchains.ts";
import { chooseSandbox } from "../sandbox/choose.ts";
import { checkerGrader } from "./checker.ts";
import { gradeTranscript } from "./grade-transcript.ts";
import type { Bench, Grader } from "./grader.ts";
import { ioTestsGrader } from "./io-tests.ts";

export type CodeCase = {
  language: Language;
  grader: GraderSpec;
  answer?: AnswerSpec;
  files?: Readonly<Record<string, string>>;
  limits?: CaseFile["limits"];
};

export const never = new AbortController().signal;

/** The strongest sandbox and every compiler of this machine; whoever opens it disposes the sandbox. */
export async function openBench(): Promise<Bench> {
  const [{ sandbox }, toolchains] = await Promise.all([
    chooseSandbox({}, never),
    findToolchains(never),
  ]);
  return { sandbox, toolchains };
}

/** `code` is what a model would put into its code block. */
export function gradeCode(bench: Bench, theCase: CodeCase, code: string): Promise<Grade> {
  const instance = instanceOf(theCase);
  const text = code === "" ? "" : replyText(instance.answer, theCase.language, code);
  const transcript: Transcript = { instance: instance.id, epoch: 0, exchanges: [said(text)] };
  return gradeTranscript({ instance, transcript, bench, graders }, never);
}

function instanceOf({ language, grader, answer, files, limits }: CodeCase): Instance {
  const kind = answer ?? { kind: "code" };
  return {
    id: "test.case#1.0",
    file: {
      id: "test.case",
      version: 1,
      category: "algorithm",
      tier: "easy",
      language,
      answer: kind,
      ...(limits === undefined ? {} : { limits }),
    },
    cluster: "test.case",
    prompt: "",
    grader,
    answer: kind,
    files: new Map(Object.entries(files ?? {})),
    references: [],
    mutants: [],
  };
}

function said(text: string): Exchange {
  return {
    to: "model",
    sent: [],
    text,
    toolCalls: [],
    finishReason: "stop",
    model: "test",
    isSimulated: true,
    timing: { e2elMs: 1 },
    retried: [],
  };
}

/** Each takes only its own kind of spec, and the table gives it only that. */
const graders = new Map(
  [ioTestsGrader, checkerGrader].map((grader) => [grader.kind, grader as unknown as Grader]),
);
