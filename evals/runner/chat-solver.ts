// The solver of two-turn conversations: both turns are asked, then a judge rates each.
import type { ChatMessage } from "../../core/model/request.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { rate } from "../judge/judge.ts";
import { defaultMaxTokens, openingOf } from "./ask-solver.ts";
import type { Solver } from "./solver.ts";

export const chatSolver: Solver = async ({ instance, model, judge }, signal) => {
  const { grader, file, id } = instance;
  if (grader.kind !== "chat") throw new RangeError(`${id} is no conversation.`);
  const maxTokens = file.limits?.maxTokens ?? defaultMaxTokens;
  const conversation: ChatMessage[] = [];
  const exchanges: Exchange[] = [];
  const ratings: (() => Promise<Exchange>)[] = [];
  for (const { prompt, reference } of grader.turns) {
    const isFirst = conversation.length === 0;
    const added: ChatMessage[] = isFirst
      ? openingOf(instance, prompt)
      : [{ role: "user", content: prompt }];
    conversation.push(...added);
    const question = asText(conversation);
    const exchange = await model.ask(
      { conversation: [...conversation], added: added.length, maxTokens },
      signal,
    );
    exchanges.push(exchange);
    conversation.push({ role: "assistant", content: exchange.text });
    const toRate = { instance: id, question, answer: exchange.text };
    ratings.push(() =>
      rate(judge, { ...toRate, ...(reference === undefined ? {} : { reference }) }, signal),
    );
  }
  for (const ask of ratings) exchanges.push(await ask());
  return { exchanges };
};

function asText(conversation: readonly ChatMessage[]): string {
  return conversation
    .filter(({ role }) => role !== "system")
    .map(({ role, content }) => `${role === "user" ? "User" : "Assistant"}: ${content}`)
    .join("\n\n");
}
