// Offers the changes of files that an answer of the chat holds. An answer without edit blocks is left as it is. Whoever is
// writing the next question goes on writing: the preview leaves the keyboard where it is.

import type { Reference } from "../../core/chat/reference.ts";
import { type AnswerToUse, useAnswer } from "../host/answers/answer-changes.ts";
import type { EditFlowDeps } from "./flow-deps.ts";

export async function proposeFromAnswer(answer: AnswerToUse, deps: EditFlowDeps): Promise<void> {
  const onlyFile = onlyFileOf(answer.references);
  await useAnswer({ ...answer, onlyFile, focus: "leave" }, deps);
}

/** The file that a question is about, when it is about one. */
export function onlyFileOf(references: readonly Reference[]): string | undefined {
  const paths = references.flatMap((each) =>
    each.kind === "selection" || each.kind === "file" || each.kind === "symbol" ? [each.path] : [],
  );
  const [path, ...others] = new Set(paths);
  return others.length === 0 ? path : undefined;
}
