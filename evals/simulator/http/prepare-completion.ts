// Understands POST /v1/completions: raw prompts as text or token ids, echo, batches.
import { planAnswer } from "../generation/plan.ts";
import { textChunk, textUsageChunk, wholeText } from "../protocol/completion-response.ts";
import { constrainedText } from "../protocol/constraint.ts";
import { badRequest } from "../protocol/errors.ts";
import { completionLogprobs } from "../protocol/logprobs.ts";
import type { CompletionBody } from "../protocol/request-schema.ts";
import { checkBody, samplingOf, servedModel } from "../protocol/sampling.ts";
import { decode, encode, isInVocabulary } from "../tokenizer/tokenizer.ts";
import type { Context } from "./context.ts";
import type { Prepared } from "./prepared.ts";

/** vLLM's default where the OpenAI API leaves it open. */
const defaultMaxTokens = 16;

/** @throws RequestRejected */
export function prepareCompletion(
  body: CompletionBody,
  context: Context,
  requestId: string,
): Prepared {
  const { options, profile } = context;
  checkBody({ body, options });
  servedModel(body.model, options);
  if (body.suffix != null && body.suffix !== "")
    throw badRequest("suffix is not currently supported");
  const prompts = promptsOf(body.prompt);
  for (const prompt of prompts) checkPrompt(prompt);
  const echo = body.echo === true;
  const isEchoOnly = echo && body.max_tokens === 0;
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
  const choices = prompts.flatMap((promptTokens, promptIndex) => {
    const text = constrained ?? context.script.completion(texts[promptIndex] ?? "");
    return Array.from({ length: sampling.n }, (_, copy) => ({
      index: promptIndex * sampling.n + copy,
      promptTokens,
      plan: planAnswer(
        { text },
        { ...sampling, route: "completion", toolStyle: "unparsed", newToolCallId: () => "" },
      ),
    }));
  });
  const head = { id: `cmpl-${requestId}`, created: epochSeconds(context), model: sampling.model };
  const echoed = (index: number) => (echo ? (texts[Math.floor(index / sampling.n)] ?? "") : "");
  const hasEchoed = new Set<number>();
  const textOf = (index: number, generated: string) => {
    const isFirst = !hasEchoed.has(index);
    hasEchoed.add(index);
    return (isFirst ? echoed(index) : "") + (isEchoOnly ? "" : generated);
  };
  const logprobs = (tokens: readonly number[]) =>
    body.logprobs == null
      ? null
      : completionLogprobs(tokens, { top: body.logprobs, textOffset: 0 });

  return {
    sampling,
    choices,
    promptTokens: prompts.reduce((sum, prompt) => sum + prompt.length, 0),
    opening: () => undefined,
    chunk: ({ index, delta, tokens, ending }) =>
      textChunk(
        head,
        {
          index,
          text: textOf(index, delta.content ?? ""),
          logprobs: logprobs(tokens),
          ...(ending === undefined ? {} : { ending }),
        },
        profile,
      ),
    usage: (usage) => textUsageChunk(head, usage),
    whole: (pieces, usage) =>
      wholeText(
        head,
        {
          chunks: pieces.map(({ index, deltas, tokens, ending }) => ({
            index,
            text: textOf(index, deltas.map(({ content }) => content ?? "").join("")),
            logprobs: logprobs(tokens),
            ending,
          })),
          usage,
        },
        profile,
      ),
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

function epochSeconds({ clock }: Context): number {
  return Math.floor(clock.nowMs() / 1000);
}
