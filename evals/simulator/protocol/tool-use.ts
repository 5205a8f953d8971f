// Decides from `tools` and `tool_choice` whether the answer calls a tool, which one, and how the call reaches the
// client. The simulated model calls a tool on its own only when the question names it.
import type { ToolInvocation, ToolStyle } from "../generation/answer.ts";
import { instanceOf, type Wording } from "../generation/schema-instance.ts";
import type { SimulatorOptions } from "../options.ts";
import { badRequest } from "./errors.ts";
import type { ChatBody, ToolBody } from "./request-schema.ts";
import { validatorError } from "./validation.ts";

export type ToolUse = { style: ToolStyle; calls: readonly ToolInvocation[]; lead: string };

export type Question = { lastUserText: string; wording: Wording };

/** @throws RequestRejected when the choice does not fit the tools or the server's flags. */
export function toolUse(body: ChatBody, options: SimulatorOptions, question: Question): ToolUse {
  const tools = body.tools ?? [];
  const choice = body.tool_choice ?? (tools.length > 0 ? "auto" : "none");
  const none: ToolUse = { style: "unparsed", calls: [], lead: "" };
  if (choice === "none") return none;
  if (tools.length === 0) {
    if (choice === "required") return none;
    throw validatorError("When using `tool_choice`, `tools` must be set.", "tool_choice", body);
  }
  if (choice === "auto") return automatic(body, { tools, options, question });
  const wanted =
    choice === "required"
      ? (named(tools, question.lastUserText)[0] ?? tools[0])
      : tools.find((tool) => tool.function.name === choice.function.name);
  if (wanted === undefined) {
    throw validatorError(
      "The tool specified in `tool_choice` does not match any of the specified `tools`",
      "tool_choice",
      body,
    );
  }
  const style = choice === "required" ? "required" : "named";
  return { style, calls: [invocation(wanted, question.wording)], lead: "" };
}

function automatic(
  body: ChatBody,
  {
    tools,
    options,
    question,
  }: { tools: readonly ToolBody[]; options: SimulatorOptions; question: Question },
): ToolUse {
  if (!options.enableAutoToolChoice) {
    throw badRequest(
      '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    );
  }
  const style = options.toolCallParser === "qwen3_coder" ? "parsed" : "unparsed";
  const isAfterResult = body.messages.at(-1)?.role === "tool";
  const mentioned = isAfterResult ? [] : named(tools, question.lastUserText);
  const used = body.parallel_tool_calls === false ? mentioned.slice(0, 1) : mentioned;
  const calls = used.map((tool) => invocation(tool, question.wording));
  const names = calls.map(({ name }) => `\`${name}\``).join(" and ");
  return { style, calls, lead: calls.length > 0 ? `I'll call ${names}.\n` : "" };
}

function named(tools: readonly ToolBody[], text: string): ToolBody[] {
  const words = new Set(text.match(/[\w.-]*\w/g));
  return tools.filter((tool) => words.has(tool.function.name));
}

function invocation(tool: ToolBody, wording: Wording): ToolInvocation {
  const { name, parameters } = tool.function;
  try {
    // Function parameters are a JSON schema of an object.
    const values = instanceOf({ type: "object", ...parameters }, wording) as Record<
      string,
      unknown
    >;
    return { name, arguments: values };
  } catch (error) {
    if (error instanceof RangeError)
      throw badRequest(`Invalid parameters of ${name}: ${error.message}.`);
    throw error;
  }
}
