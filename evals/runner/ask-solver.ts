// The solver of every case that is one question and one answer.
import type { ChatMessage } from "../../core/model/request.ts";
import { caseLine, type Instance } from "../cases/instance.ts";
import type { Solver } from "./solver.ts";

/** Tokens of an answer unless the case says otherwise. */
export const defaultMaxTokens = 2048;

export const askSolver: Solver = async ({ instance, model }, signal) => {
  const conversation = openingOf(instance);
  const maxTokens = instance.file.limits?.maxTokens ?? defaultMaxTokens;
  return {
    exchanges: [await model.ask({ conversation, added: conversation.length, maxTokens }, signal)],
  };
};

/** System prompt and question, with the line that names the case. */
export function openingOf(instance: Instance, question = instance.prompt): ChatMessage[] {
  const content = `${question.trimEnd()}\n\n${caseLine(instance.id)}`;
  const { system } = instance.file;
  return [
    ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
    { role: "user", content },
  ];
}
