// Turns what the pipeline did with a hole into its line of the document. Pure.
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import type { HoleResult } from "../../core/protocol/repository-run.ts";
import type { Hole } from "../completion/punch-holes.ts";
import type { FilledHole } from "../completion/quality.ts";
import type { SourceFile } from "../completion/source-files.ts";

export type Failure = { code: string; message: string };

export function holeResultOf(
  { text }: SourceFile,
  hole: Hole,
  filled: FilledHole,
  compiles: boolean | undefined,
): HoleResult {
  const { path, languageId, kind, expected, isExact, similarity, parses, ttftMs } = filled;
  const before = text.slice(0, hole.start).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  const reason = reasonOf(filled);
  const failure = failureOf(filled);
  return {
    id: `${path}:${before.length}:${column}`,
    path,
    line: before.length,
    languageId,
    kind,
    expected,
    answer: filled.text,
    isExact,
    isSameButForSpace: filled.isSameButForSpace,
    similarity,
    ...(parses === undefined ? {} : { parses }),
    ...(compiles === undefined ? {} : { compiles }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(reason === undefined ? {} : { reason }),
    ...(failure === undefined ? {} : { failure: failure.message }),
  };
}

/** Undefined unless the endpoint failed. The sentence is ours: what a server says may repeat the prompt. */
export function failureOf({ outcome, error }: Pick<FilledHole, "outcome" | "error">) {
  if (outcome !== "failed") return undefined;
  if (!(error instanceof ModelError)) return { code: "failed", message: "The request failed." };
  const { code } = error;
  const message = quotesServer.has(code) ? new ModelError(code).message : error.message;
  return { code, message } satisfies Failure;
}

const quotesServer = new Set<ModelErrorCode>([
  "context_length",
  "bad_request",
  "bad_response",
  "upstream",
]);

function reasonOf({ outcome, decisions, text }: FilledHole): string | undefined {
  if (text !== "" || outcome === "failed") return undefined;
  if (outcome === "empty") return "The model had nothing to say.";
  const filter = decisions.find(({ effect }) => effect === "dropped")?.filter;
  return filter === undefined
    ? "The editor offers nothing at this place."
    : `The editor's filter ${filter} dropped what the model wrote.`;
}
