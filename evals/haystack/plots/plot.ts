// What a long-context case is about: the question, the right and the wrong answers, and the passages that have to stand
// in the text.
import type { FailClass } from "../../../core/protocol/grade.ts";
import type { Json } from "../../../core/protocol/json.ts";
import type { Passage } from "../passage.ts";

export type Plot = NeedleAnswers & {
  question: string;
  planted: readonly Planted[];
};

export type NeedleAnswers = {
  expected: Json;
  /** What a model that read badly would say: nothing, a distractor, too much. At least three. */
  wrong: readonly { name: string; answer: Json; expect: FailClass }[];
};

export type Planted = {
  /** Where it lies in the text, 0 at the start and 1 at the end. */
  at: number;
  passage: Passage;
};
