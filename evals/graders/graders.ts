// All graders by kind.

import { chatGrader } from "./chat.ts";
import { checkerGrader } from "./checker.ts";
import type { GraderTable } from "./grade-transcript.ts";
import type { Grader } from "./grader.ts";
import { ioTestsGrader } from "./io-tests.ts";
import { needleGrader } from "./needle.ts";
import { questionsGrader } from "./questions.ts";
import { regexGrader } from "./regex.ts";
import { sqlGrader } from "./sql.ts";
import { traceGrader } from "./trace.ts";
import { verifiersGrader } from "./verifiers.ts";

const list = [
  ioTestsGrader,
  checkerGrader,
  sqlGrader,
  regexGrader,
  questionsGrader,
  traceGrader,
  needleGrader,
  verifiersGrader,
  chatGrader,
];

/** Each takes only its own kind of spec, and the table gives it only that. */
export const graders: GraderTable = new Map(
  list.map((grader) => [grader.kind, grader as unknown as Grader]),
);
