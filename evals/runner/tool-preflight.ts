// Finds out whether a server hands tool calls over as calls, before a model is blamed for what its server does. Asks two
// small questions; grades no case.
import type { ChatRequest, Tool } from "../../core/model/request.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { isCallAsText } from "../tools/call-as-text.ts";
import { jsonObject } from "../tools/session.ts";
import type { Subject } from "./solver.ts";
import { AskFailure } from "./subject.ts";

/** `message` is fit to show to a person, and says what to do where something is wrong. */
export type ToolPreflight =
  | { ok: true; message: string }
  | {
      ok: false;
      /** The call came as text, the server refused tools, or there was no call at all. */
      fault: "text" | "refused" | "none";
      message: string;
    };

/** @throws AskFailure for what has nothing to do with tools, the signal's reason when aborted */
export async function toolPreflight(model: Subject, signal: AbortSignal): Promise<ToolPreflight> {
  const automatic = await attempt(model, "auto", signal);
  if (automatic !== "call") return { ok: false, fault: automatic, message: faults[automatic] };
  const forced = await attempt(model, { name: tool.name }, signal);
  if (forced === "call") {
    return { ok: true, message: "Tool calls arrive as calls, chosen by the model and forced." };
  }
  // No scenario forces a call, so this takes nothing from them.
  const how = forced === "refused" ? "is refused" : "does not arrive as one";
  return { ok: true, message: `Tool calls arrive as calls; a forced call ${how}.` };
}

const tool: Tool = {
  name: "report_reading",
  description: "Stores one reading of a sensor.",
  parameters: {
    type: "object",
    properties: { sensor: { type: "string" }, value: { type: "integer" } },
    required: ["sensor", "value"],
    additionalProperties: false,
  },
};

const remedy =
  "Start vLLM with --enable-auto-tool-choice --tool-call-parser qwen3_coder (for Qwen3 Coder; other families have parsers of their own).";

const faults = {
  text: `This is a fault of the server, not of the model: its tool calls arrive as text, because the tool parser is missing or the wrong one. ${remedy}`,
  refused: `This is a fault of the server, not of the model: it refuses requests with tools. ${remedy}`,
  none: `Asked to call a tool, the endpoint sent no call. If the model can call tools, the server's parser swallows them. ${remedy}`,
};

/** Enough for a model that thinks first. */
const maxTokens = 1024;

async function attempt(
  model: Subject,
  toolChoice: NonNullable<ChatRequest["toolChoice"]>,
  signal: AbortSignal,
): Promise<"call" | "text" | "refused" | "none"> {
  const content = 'Call the tool report_reading with sensor "boiler" and value 42.';
  const conversation = [{ role: "user", content }] as const;
  try {
    const question = { conversation, added: 1, tools: [tool], toolChoice, maxTokens };
    return arrival(await model.ask(question, signal));
  } catch (error) {
    if (error instanceof AskFailure && error.code === "bad_request") return "refused";
    throw error;
  }
}

function arrival({ text, toolCalls }: Exchange): "call" | "text" | "none" {
  const isCall = toolCalls.some(
    ({ name, arguments: json }) => name === tool.name && jsonObject(json) !== undefined,
  );
  if (isCall) return "call";
  return isCallAsText(text, [tool.name]) ? "text" : "none";
}
