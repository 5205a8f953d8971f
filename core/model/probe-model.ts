// The steps of a probe that ask the model itself, each one with a request as small as it can be. Each knows one
// capability and none of the others.
import * as z from "zod";
import type { ModelClient } from "./client.ts";
import { ModelError } from "./errors.ts";
import { advise, attempt, type Finding, failure, say } from "./finding.ts";
import { askShortly, isBroken } from "./short-question.ts";
import { parseJson } from "./wire-errors.ts";

export type Subject = { client: ModelClient; model: string };

export async function probeTokenizer(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const ids = await attempt(() => subject.client.tokenize(subject.model, "Tandem", signal));
  return Array.isArray(ids) && ids.length > 0
    ? { outcome: "ok", ...say("The server tokenizes."), learned: { canTokenize: true } }
    : {
        outcome: "warning",
        ...say("The server does not tokenize, so token counts are estimated."),
        remedy: advise("Let /tokenize through if a proxy stands before vLLM."),
        learned: { canTokenize: false },
      };
}

export async function probeChat(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const answer = await attempt(() =>
    askShortly(
      subject,
      { maxTokens: 1, messages: [{ role: "user", content: "Say yes." }] },
      signal,
    ),
  );
  if (answer instanceof ModelError) return failure(answer);
  const { ttftMs, e2elMs } = answer.timing;
  const reportsUsage = answer.usage !== undefined;
  const learned = { ttftMs: ttftMs ?? e2elMs, reportsUsage };
  const ms = Math.round(learned.ttftMs);
  if (reportsUsage) {
    return { outcome: "ok", ...say("The first token came after {0} ms.", ms), learned };
  }
  return {
    outcome: "warning",
    ...say("The first token came after {0} ms. The server tells no token counts.", ms),
    remedy: advise("Check that no proxy drops the last event of a stream."),
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
    askShortly(
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
    ? { outcome: "ok", ...say("Answers follow a JSON schema."), learned: { followsSchema: true } }
    : {
        outcome: "warning",
        ...say("Answers do not follow a JSON schema."),
        remedy: advise("Check that vLLM runs with a structured output backend."),
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
    askShortly(
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
  if (answer instanceof ModelError) return noParser(say("The server refuses tools."), answer);
  const [call] = answer.toolCalls;
  if (call !== undefined && parseJson(call.arguments) !== undefined) {
    const learned = { parsesToolCalls: true };
    return { outcome: "ok", ...say("Tool calls arrive as calls."), learned };
  }
  return /<function=|<tool_call>|<tools>/.test(answer.text)
    ? noParser(say("Tool calls arrive as text: the tool parser is missing or the wrong one."))
    : noParser(say("The model did not call the tool it was asked to call."));
}

function noParser(said: ReturnType<typeof say>, error?: ModelError): Finding {
  return {
    outcome: "warning",
    ...said,
    remedy: advise(
      "Start vLLM with --enable-auto-tool-choice and the --tool-call-parser of the model (Qwen3 Coder: qwen3_coder).",
    ),
    ...(error === undefined ? {} : { error }),
    learned: { parsesToolCalls: false },
  };
}
