// The right and the wrong answers to a long-context case, known from its seed alone: no text has to be generated.
import type { Needle } from "../../core/protocol/case/needle.ts";
import { plotOf } from "./plot-of.ts";
import type { NeedleAnswers } from "./plots/plot.ts";

/** `id` is the instance's id; everything drawn comes from it. */
export function needleAnswers(id: string, spec: Needle): NeedleAnswers {
  const { expected, wrong } = plotOf(id, spec);
  return { expected, wrong };
}
