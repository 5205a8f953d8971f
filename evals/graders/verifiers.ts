// Grades the form of a reply by pure checks: nothing is run and nobody judges. The verdict is that of the loose reading;
// the strict one stands beside it.
import { extract } from "../answers/extract.ts";
import { runVerifiers } from "../verifiers/run-verifiers.ts";
import type { Grader } from "./grader.ts";
import { failed, gradeOf, lastReply } from "./grades.ts";

export const verifiersGrader: Grader<"verifiers"> = {
  kind: "verifiers",
  needs: () => [],
  async grade({ spec, instance, transcript }) {
    const wanted = { answer: instance.answer, language: instance.file.language };
    const extracted = extract(lastReply(transcript), wanted);
    if (!extracted.ok) return failed(extracted.failClass, extracted.reason);
    const { text, extraction } = extracted;
    const findings = { extraction, extracted: text };
    if (text.trim() === "") return failed("extraction", "The answer is empty.", findings);
    return gradeOf(runVerifiers(spec.verifiers, text), "wrong-answer", findings);
  },
};
