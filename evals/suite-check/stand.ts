// What the tests of the suite share: one sandbox for all of them, and graders that remember. The same answer to the same
// instance always gets the same grade, so no test pays for what another has graded already.
import type { Grade } from "../../core/protocol/grade.ts";
import type { Transcript } from "../../core/protocol/transcript.ts";
import type { GraderTable } from "../graders/grade-transcript.ts";
import type { GradeRequest, Grader } from "../graders/grader.ts";
import { graders } from "../graders/graders.ts";
import { type OpenBench, openBench } from "../runner/open-bench.ts";

let opening: Promise<OpenBench> | undefined;

/** Opened by the first test that asks; closed when all are done. */
export function sharedBench(): Promise<OpenBench> {
  opening ??= openBench(undefined, new AbortController().signal);
  return opening;
}

const remembered = new Map<string, Promise<Grade>>();

export const rememberingGraders: GraderTable = new Map(
  [...graders].map(([kind, grader]) => [kind, { ...grader, grade: rememberingGrade(grader) }]),
);

function rememberingGrade(grader: Grader) {
  return (request: GradeRequest, signal: AbortSignal): Promise<Grade> => {
    const key = `${request.instance.id}\n${contentOf(request.transcript)}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const grade = grader.grade(request, signal);
    remembered.set(key, grade);
    // What failed or was aborted says nothing about the next time.
    grade.catch(() => remembered.delete(key));
    return grade;
  };
}

/** What a grader may look at: neither ids that a server makes up nor times. */
function contentOf({ exchanges, facts }: Transcript): string {
  const said = exchanges.map(({ to, sent, text, toolCalls, finishReason }) => [
    to,
    sent.map(({ role, content }) => [role, content]),
    text,
    toolCalls.map((call) => [call.name, call.arguments]),
    finishReason,
  ]);
  return JSON.stringify([said, facts]);
}

after(async () => {
  await (await opening)?.[Symbol.asyncDispose]();
});
