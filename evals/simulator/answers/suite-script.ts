// Answers the questions of the evaluation suite with the authors' own answers, right ones or in part wrong ones, so that
// a whole evaluation has a known outcome. Everything else goes to the sample script.
import { drawInstance } from "../../cases/draw.ts";
import {
  formatInstanceId,
  type Instance,
  type InstanceId,
  instanceIdIn,
} from "../../cases/instance.ts";
import type { Suite } from "../../cases/suite.ts";
import { plantedId } from "../../judge/calibrate.ts";
import planted from "../../judge/planted-answers.json" with { type: "json" };
import { orderIn } from "../../judge/rubric.ts";
import { createRandom } from "../../random.ts";
import type { ScriptedAnswer } from "../generation/answer.ts";
import { sampleScript } from "./sample-script.ts";
import type { AnswerScript, ChatQuestion } from "./script.ts";

/** `mutants`: a seeded quarter of the cases is answered wrongly. */
export type AnswerSource = { kind: "references" } | { kind: "mutants"; seed: number };

/** Reads `script`, `references` and `mutants:SEED`; undefined when it is none of them. */
export function parseAnswerSource(text: string): AnswerSource | "script" | undefined {
  if (text === "script") return text;
  if (text === "references") return { kind: "references" };
  const seed = /^mutants:(\d+)$/.exec(text)?.[1];
  return seed === undefined ? undefined : { kind: "mutants", seed: Number(seed) };
}

/** Whether the case is answered wrongly in all its variants and epochs. */
export function isMutated(caseId: string, source: AnswerSource): boolean {
  return source.kind === "mutants" && createRandom(`${source.seed}:${caseId}`).float() < 0.25;
}

export function suiteScript(suite: Suite, source: AnswerSource): AnswerScript {
  const drawn = new Map<string, Promise<Instance>>();
  const instanceOf = (id: InstanceId): Promise<Instance> | undefined => {
    const theCase = suite.get(id.caseId);
    if (theCase === undefined) return undefined;
    const name = formatInstanceId(id);
    const instance = drawn.get(name) ?? drawInstance(theCase, id);
    drawn.set(name, instance);
    return instance;
  };
  return {
    ...sampleScript,
    async exact(question) {
      const id = question.userTexts.map(instanceIdIn).find((found) => found !== undefined);
      if (id === undefined) return undefined;
      const instance = await instanceOf(id);
      if (question.task === "judge") {
        const votes = instance === undefined ? undefined : votesOn(instance, source, question);
        return { text: votes ?? verdictOn(id, source) };
      }
      return instance === undefined ? undefined : stepOf(instance, source, question);
    },
  };
}

/** As a good judge: planted answers get what they are worth, answers that are known to be wrong a 3. */
function verdictOn(id: InstanceId, source: AnswerSource): string {
  const name = formatInstanceId(id);
  const known = planted.find((answer) => plantedId(answer.name) === name);
  const rating = known?.least ?? (isMutated(id.caseId, source) ? 3 : 9);
  return `A simulated verdict.\nRating: [[${rating}]]`;
}

/**
 * As a good judge of a good answer: it states the facts and none of the falsehoods. Of wrongly answered cases every other
 * statement or so is turned around, the same ones in each vote. Undefined when the prompt asks for no votes.
 */
function votesOn(
  { id, file, grader }: Instance,
  source: AnswerSource,
  { userTexts }: ChatQuestion,
): string | undefined {
  if (grader.kind !== "questions" || grader.rubric === undefined) return undefined;
  const order = orderIn(userTexts.at(-1) ?? "", { instance: id, rubric: grader.rubric });
  const isWrong = isMutated(file.id, source);
  return order
    ?.map(({ kind, text }, index) => {
      const isTurned = isWrong && createRandom(`${id} ${text}`).float() < 0.5;
      return `${index + 1}: ${(kind === "fact") !== isTurned ? "yes" : "no"}`;
    })
    .join("\n");
}

function stepOf(
  instance: Instance,
  source: AnswerSource,
  { assistantTurns }: ChatQuestion,
): ScriptedAnswer | undefined {
  const mutant = isMutated(instance.file.id, source)
    ? createRandom(instance.id).shuffle(instance.mutants)[0]
    : undefined;
  const step = (mutant ?? instance.references[0])?.steps[assistantTurns];
  if (step === undefined) return undefined;
  const toolCalls = (step.calls ?? []).map((call) => ({
    name: call.tool,
    arguments: call.arguments,
  }));
  return { text: step.text ?? "", ...(toolCalls.length === 0 ? {} : { toolCalls }) };
}
