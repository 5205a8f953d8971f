// Understands POST /v1/chat/completions: conversation, tools, constraints, and what the script answers to them.

import { codeSpans } from "../answers/code-spans.ts";
import type { ScriptedAnswer, ToolStyle } from "../generation/answer.ts";
import { planAnswer } from "../generation/plan.ts";
import {
  type AnswerHead,
  deltaChunk,
  roleChunk,
  usageChunk,
  wholeAnswer,
} from "../protocol/chat-response.ts";
import { contentText, renderChat } from "../protocol/chat-template.ts";
import { constrainedText } from "../protocol/constraint.ts";
import { badRequest } from "../protocol/errors.ts";
import { checkParts } from "../protocol/image-part.ts";
import { chatLogprobs } from "../protocol/logprobs.ts";
import type { ChatBody } from "../protocol/request-schema.ts";
import { checkBody, samplingOf, servedModel } from "../protocol/sampling.ts";
import { toolUse } from "../protocol/tool-use.ts";
import { validatorError } from "../protocol/validation.ts";
import { encode } from "../tokenizer/tokenizer.ts";
import type { VersionProfile } from "../version-profile.ts";
import type { Context } from "./context.ts";
import type { Prepared, Rendering } from "./prepared.ts";

export type ChatIdentity = { requestId: string; task: string | undefined };

/** @throws RequestRejected */
export async function prepareChat(
  body: ChatBody,
  context: Context,
  { requestId, task }: ChatIdentity,
): Promise<Prepared> {
  const { options } = context;
  checkBody({ body, options });
  checkChat(body);
  const model = servedModel(body.model, options);
  const { answer, style } = await answerOf(body, context, task);
  checkMessages(body, model);
  const prompt = renderChat(body.messages, {
    tools: body.tools ?? [],
    addGenerationPrompt: body.add_generation_prompt ?? true,
  });
  const promptTokens = encode(prompt);
  const sampling = samplingOf(
    { body, options },
    {
      route: "chat",
      promptTokens: promptTokens.length,
      maxTokens: body.max_completion_tokens ?? body.max_tokens,
    },
  );
  const plan = () =>
    planAnswer(answer, {
      ...sampling,
      route: "chat",
      toolStyle: style,
      newToolCallId: () => toolCallId(context, style),
    });
  const head = {
    id: `chatcmpl-${requestId}`,
    created: Math.floor(context.clock.nowMs() / 1000),
    model,
  };
  return {
    sampling,
    choices: Array.from({ length: sampling.n }, (_, index) => ({
      index,
      promptTokens,
      plan: plan(),
    })),
    promptTokens: promptTokens.length,
    ...chatRendering(head, body, context.profile),
  };
}

/** What the model says: the tool calls it has to make, a constrained text, or what the script has for it. */
async function answerOf(
  body: ChatBody,
  { options, profile, script }: Context,
  task: string | undefined,
): Promise<{ answer: ScriptedAnswer; style: ToolStyle }> {
  const userTexts = body.messages.filter(({ role }) => role === "user").map(contentText);
  const lastUserText = userTexts.at(-1) ?? "";
  const wording = codeSpans(lastUserText);
  const { style, calls, lead } = toolUse(body, options, { lastUserText, wording });
  const answers = body.messages.filter(({ role }) => role === "assistant").map(contentText);
  const question = {
    task,
    userTexts,
    assistantTurns: answers.length,
    lastAnswer: answers.at(-1) ?? "",
  };
  const exact = await script.exact?.(question);
  if (exact !== undefined) return { style, answer: exact };
  if (calls.length > 0) return { style, answer: { text: lead, toolCalls: calls } };
  const constrained = constrainedText(body, profile, wording);
  return {
    style,
    answer: constrained === undefined ? script.chat(question) : { text: constrained },
  };
}

function chatRendering(head: AnswerHead, body: ChatBody, profile: VersionProfile): Rendering {
  const logprobs = (tokens: readonly number[]) =>
    body.logprobs === true ? chatLogprobs(tokens, body.top_logprobs ?? 0) : null;
  return {
    opening: (index) => roleChunk(head, index, profile),
    chunk: ({ tokens, ...piece }) =>
      deltaChunk(head, { ...piece, logprobs: logprobs(tokens) }, profile),
    usage: (usage) => usageChunk(head, usage),
    whole: (pieces, usage) =>
      wholeAnswer(
        head,
        {
          choices: pieces.map(({ tokens, ...piece }) => ({ ...piece, logprobs: logprobs(tokens) })),
          usage,
        },
        profile,
      ),
  };
}

function toolCallId({ newHex }: Context, style: ToolStyle): string {
  return style === "parsed" ? `call_${newHex(24)}` : `chatcmpl-tool-${newHex(32)}`;
}

function checkChat(body: ChatBody): void {
  if (body.add_generation_prompt === true && body.continue_final_message === true) {
    throw validatorError(
      "Cannot set both `continue_final_message` and `add_generation_prompt` to True.",
      "continue_final_message",
      body,
    );
  }
  if (body.top_logprobs != null && body.top_logprobs > 0 && body.logprobs !== true) {
    throw validatorError(
      "when using `top_logprobs`, `logprobs` must be set to true.",
      "top_logprobs",
      body,
    );
  }
}

function checkMessages({ messages }: ChatBody, model: string): void {
  // What Jinja says when the template looks at the first message.
  if (messages.length === 0) throw badRequest("list object has no element 0");
  for (const message of messages) checkParts(message, model);
}
