// The steps of a probe that ask the model itself, each one with a request as small as it can be. Each knows one
// capability and none of the others.
import * as z from "zod";
import type { Answer } from "./answer.ts";
import type { ModelClient } from "./client.ts";
import { ModelError } from "./errors.ts";
import { attempt, type Finding, failure } from "./finding.ts";
import type { ChatRequest } from "./request.ts";
import { parseJson } from "./wire-errors.ts";

export type Subject = { client: ModelClient; model: string };

export async function probeTokenizer(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const ids = await attempt(() => subject.client.tokenize(subject.model, "Tandem", signal));
  return Array.isArray(ids) && ids.length > 0
    ? { outcome: "ok", summary: "The server tokenizes.", learned: { canTokenize: true } }
    : {
        outcome: "warning",
        summary: "The server does not tokenize, so token counts are estimated.",
        remedy: "Let /tokenize through if a proxy stands before vLLM.",
        learned: { canTokenize: false },
      };
}

export async function probeChat(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const answer = await attempt(() =>
    ask(subject, { maxTokens: 1, messages: [{ role: "user", content: "Say yes." }] }, signal),
  );
  if (answer instanceof ModelError) return failure(answer);
  const { ttftMs, e2elMs } = answer.timing;
  const reportsUsage = answer.usage !== undefined;
  const learned = { ttftMs: ttftMs ?? e2elMs, reportsUsage };
  const summary = `The first token came after ${Math.round(learned.ttftMs)} ms.`;
  if (reportsUsage) return { outcome: "ok", summary, learned };
  return {
    outcome: "warning",
    summary: `${summary} The server tells no token counts.`,
    remedy: "Check that no proxy drops the last event of a stream.",
    learned,
  };
}

const verdictSchema = z.strictObject({ ready: z.boolean() });
const verdictJsonSchema = {
  type: "object",
  properties: { ready: { type: "boolean" } },
  required: ["ready"],
  additionalProperties: false,
};

export async function probeSchema(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const answer = await attempt(() =>
    ask(
      subject,
      {
        // White space is free in JSON, and some models spend tokens on it.
        maxTokens: 64,
        messages: [{ role: "user", content: "Are you ready? Answer in JSON." }],
        responseFormat: { type: "json_schema", name: "verdict", schema: verdictJsonSchema },
      },
      signal,
    ),
  );
  if (isBroken(answer)) return failure(answer);
  const isValid =
    !(answer instanceof ModelError) && verdictSchema.safeParse(parseJson(answer.text)).success;
  return isValid
    ? { outcome: "ok", summary: "Answers follow a JSON schema.", learned: { followsSchema: true } }
    : {
        outcome: "warning",
        summary: "Answers do not follow a JSON schema.",
        remedy: "Check that vLLM runs with a structured output backend.",
        ...(answer instanceof ModelError ? { error: answer } : {}),
        learned: { followsSchema: false },
      };
}

/**
 * The choice is left to the model on purpose: a required call is forced by a grammar and would pass without the right
 * parser, which is what is in question.
 */
export async function probeTools(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const answer = await attempt(() =>
    ask(
      subject,
      {
        maxTokens: 128,
        messages: [{ role: "user", content: "Call the tool report with ready set to true." }],
        tools: [
          { name: "report", description: "Reports readiness.", parameters: verdictJsonSchema },
        ],
        toolChoice: "auto",
      },
      signal,
    ),
  );
  if (isBroken(answer)) return failure(answer);
  if (answer instanceof ModelError) return noParser("The server refuses tools.", answer);
  const [call] = answer.toolCalls;
  if (call !== undefined && parseJson(call.arguments) !== undefined) {
    const summary = "Tool calls arrive as calls.";
    return { outcome: "ok", summary, learned: { parsesToolCalls: true } };
  }
  return /<function=|<tool_call>|<tools>/.test(answer.text)
    ? noParser("Tool calls arrive as text: the tool parser is missing or the wrong one.")
    : noParser("The model did not call the tool it was asked to call.");
}

function noParser(summary: string, error?: ModelError): Finding {
  return {
    outcome: "warning",
    summary,
    remedy:
      "Start vLLM with --enable-auto-tool-choice and the --tool-call-parser of the model (Qwen3 Coder: qwen3_coder).",
    ...(error === undefined ? {} : { error }),
    learned: { parsesToolCalls: false },
  };
}

/** A failure that says nothing about the capability in question. */
function isBroken(answer: Answer | ModelError): answer is ModelError {
  return answer instanceof ModelError && answer.code !== "bad_request";
}

async function ask(
  { client, model }: Subject,
  question: Omit<ChatRequest, "task" | "model">,
  signal: AbortSignal,
): Promise<Answer> {
  const request: ChatRequest = { task: "chat", model, temperature: 0, ...question };
  for await (const event of client.streamChat(request, signal)) {
    if (event.kind === "end") return event.answer;
  }
  throw new ModelError("stream_cut");
}
