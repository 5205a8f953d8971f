// One graded transcript as it stands in the document.
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { CaseResult } from "../../core/protocol/evaluation.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import type { Exchange, Transcript } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import { ratingIn } from "../judge/judge.ts";

export function caseResult(instance: Instance, transcript: Transcript, grade: Grade): CaseResult {
  const { file, grader } = instance;
  const asked = transcript.exchanges.filter(({ to }) => to === "model");
  // A judge rates conversations; what it says of other answers is no rating.
  const rated = grader.kind === "chat" ? transcript.exchanges : [];
  const ratings = rated.filter(({ to }) => to === "judge").map(({ text }) => ratingIn(text));
  const usage = totalUsage(asked);
  const finishReason = asked.at(-1)?.finishReason;
  return {
    id: instance.id,
    case: file.id,
    category: file.category,
    tier: file.tier,
    ...(file.language === undefined ? {} : { language: file.language }),
    cluster: instance.cluster,
    ...(grader.kind === "chat" ? { topic: grader.topic } : {}),
    ...(grader.kind === "needle" ? { haystack: haystackOf(grader) } : {}),
    epoch: transcript.epoch,
    ...grade,
    timings: asked.map(({ timing }) => timing),
    ...(usage === undefined ? {} : { usage }),
    ...(finishReason === undefined ? {} : { finishReason }),
    retried: [
      ...transcript.exchanges.flatMap(({ retried }) => retried),
      ...(transcript.failure?.retried ?? []),
    ],
    ...(ratings.length === 0 ? {} : { ratings }),
  };
}

function haystackOf({ tokens, depth }: Needle): CaseResult["haystack"] {
  return { tokens, ...(depth === undefined ? {} : { depth }) };
}

function totalUsage(exchanges: readonly Exchange[]): CaseResult["usage"] {
  const known = exchanges.flatMap(({ usage }) => usage ?? []);
  if (known.length === 0) return undefined;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const cached = known.flatMap(({ cachedTokens }) => cachedTokens ?? []);
  return {
    promptTokens: sum(known.map(({ promptTokens }) => promptTokens)),
    completionTokens: sum(known.map(({ completionTokens }) => completionTokens)),
    ...(cached.length === 0 ? {} : { cachedTokens: sum(cached) }),
  };
}
