// Understands POST /v1/completions: raw prompts as text or token ids, echo, batches.

import { inManner } from "../answers/completion-manner.ts";
import type { ScriptedAnswer } from "../generation/answer.ts";
import { planAnswer } from "../generation/plan.ts";
import type { AnswerHead } from "../protocol/chat-response.ts";
import { textChunk, textUsageChunk, wholeText } from "../protocol/completion-response.ts";
import { constrainedText } from "../protocol/constraint.ts";
import { badRequest } from "../protocol/errors.ts";
import { completionLogprobs } from "../protocol/logprobs.ts";
import type { CompletionBody } from "../protocol/request-schema.ts";
import { checkBody, samplingOf, servedModel } from "../protocol/sampling.ts";
import { decode, encode, isInVocabulary } from "../tokenizer/tokenizer.ts";
import type { VersionProfile } from "../version-profile.ts";
import type { Context } from "./context.ts";
import type { Prepared, Rendering } from "./prepared.ts";

/** vLLM's default where the OpenAI API leaves it open. */
const defaultMaxTokens = 16;

/** @throws RequestRejected */
export function prepareCompletion(
  body: CompletionBody,
  context: Context,
  requestId: string,
): Prepared {
  const { options, profile, script } = context;
  checkBody({ body, options });
  const model = servedModel(body.model, options);
  if (body.suffix != null && body.suffix !== "") {
    throw badRequest("suffix is not currently supported");
  }
  const prompts = promptsOf(body.prompt);
  for (const prompt of prompts) checkPrompt(prompt);
  const isEchoOnly = body.echo === true && body.max_tokens === 0;
  const sampling = samplingOf(
    { body, options },
    {
      route: "completion",
      promptTokens: Math.max(...prompts.map((prompt) => prompt.length)),
      defaultMaxTokens,
      maxTokens: isEchoOnly ? 1 : body.max_tokens,
    },
  );
  const texts = prompts.map(decode);
  const constrained = constrainedText(body, profile, { next: () => undefined });
  const answerTo = (prompt: string): ScriptedAnswer =>
    constrained === undefined
      ? inManner(options.completions, script.completion(prompt))
      : { text: constrained };
  const plan = (answer: ScriptedAnswer) =>
    planAnswer(answer, {
      ...sampling,
      route: "completion",
      toolStyle: "unparsed",
      newToolCallId: () => "",
    });
  const created = Math.floor(context.clock.nowMs() / 1000);
  const head = { id: `cmpl-${requestId}`, created, model };
  const choices = prompts.flatMap((promptTokens, promptIndex) =>
    Array.from({ length: sampling.n }, (_, copy) => ({
      index: promptIndex * sampling.n + copy,
      promptTokens,
      plan: plan(answerTo(texts[promptIndex] ?? "")),
    })),
  );
  const echoOf = (index: number) =>
    body.echo === true ? (texts[Math.floor(index / sampling.n)] ?? "") : "";
  return {
    sampling,
    choices,
    promptTokens: prompts.reduce((sum, prompt) => sum + prompt.length, 0),
    ...textRendering(head, { top: body.logprobs, profile, echoOf, isEchoOnly }),
  };
}

type TextOptions = {
  /** How many log probabilities a token shows; none at all without it. */
  top: number | null | undefined;
  profile: VersionProfile;
  /** What stands before the generated text of a choice. */
  echoOf(index: number): string;
  isEchoOnly: boolean;
};

function textRendering(
  head: AnswerHead,
  { top, profile, echoOf, isEchoOnly }: TextOptions,
): Rendering {
  const hasEchoed = new Set<number>();
  const textOf = (index: number, generated: string) => {
    const echo = hasEchoed.has(index) ? "" : echoOf(index);
    hasEchoed.add(index);
    return echo + (isEchoOnly ? "" : generated);
  };
  const logprobs = (tokens: readonly number[]) =>
    top == null ? null : completionLogprobs(tokens, { top, textOffset: 0 });
  return {
    opening: () => undefined,
    chunk: ({ index, delta, tokens, ending }) => {
      const text = textOf(index, delta.content ?? "");
      const chunk = { index, text, logprobs: logprobs(tokens) };
      return textChunk(head, ending === undefined ? chunk : { ...chunk, ending }, profile);
    },
    usage: (usage) => textUsageChunk(head, usage),
    whole: (pieces, usage) => {
      const chunks = pieces.map(({ index, deltas, tokens, ending }) => ({
        index,
        text: textOf(index, deltas.map(({ content }) => content ?? "").join("")),
        logprobs: logprobs(tokens),
        ending,
      }));
      return wholeText(head, { chunks, usage }, profile);
    },
  };
}

function promptsOf(prompt: CompletionBody["prompt"]): number[][] {
  if (typeof prompt === "string") return [encode(prompt)];
  const [first] = prompt;
  // The schema allows no mixture, so the first element tells the kind of all.
  if (typeof first === "number") return [prompt as number[]];
  if (typeof first === "string") return (prompt as string[]).map(encode);
  return prompt as number[][];
}

function checkPrompt(prompt: readonly number[]): void {
  if (prompt.length === 0) throw badRequest("The decoder prompt cannot be empty");
  for (const id of prompt) {
    if (!isInVocabulary(id)) throw badRequest(`Token id ${id} is out of vocabulary`);
  }
}
