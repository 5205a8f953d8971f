// The right and the wrong answers to a long-context case, known from its seed alone: no text has to be generated.
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { FailClass } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { plotOf } from "./plot.ts";

export type NeedleAnswers = {
  expected: Json;
  /** What a model that read badly would say: nothing, a distractor, too much. At least three. */
  wrong: readonly { name: string; answer: Json; expect: FailClass }[];
};

/** `id` is the instance's id; everything drawn comes from it. */
export function needleAnswers(id: string, spec: Needle): NeedleAnswers {
  const { expected, wrong } = plotOf(id, spec);
  return { expected, wrong };
}
