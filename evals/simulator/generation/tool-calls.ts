// Writes tool calls as the model would and says what a parser makes of each piece: with vLLM's qwen3_coder parser a
// long silence while an argument is written, then one fragment for the whole argument.
import type { ToolDelta, ToolInvocation, ToolStyle } from "./answer.ts";

/** A piece of the model's text; `first` and `last` come out with its first and its last token. */
export type Segment = {
  text: string;
  first?: readonly ToolDelta[];
  last?: readonly ToolDelta[];
  /** Each token comes out as a piece of this call's arguments. */
  argumentsOf?: number;
};

export function toolSegments(
  calls: readonly ToolInvocation[],
  style: Exclude<ToolStyle, "unparsed">,
  newId: () => string,
): Segment[] {
  if (style === "parsed") return calls.flatMap((call, index) => parsedCall(call, index, newId()));
  const opening = style === "required" ? "[" : "";
  const closing = style === "required" ? "]" : "";
  return [
    ...calls.flatMap((call, index) => jsonCall(call, index, { style, id: newId(), opening })),
    { text: closing },
  ];
}

/** The calls as plain text in the model's own notation. */
export function toolCallText(calls: readonly ToolInvocation[]): string {
  return calls
    .flatMap((call, index) => parsedCall(call, index, ""))
    .map(({ text }) => text)
    .join("");
}

export function argumentsJson(call: ToolInvocation): string {
  return `{${Object.entries(call.arguments).map(parameterJson).join(", ")}}`;
}

function parsedCall(call: ToolInvocation, index: number, id: string): Segment[] {
  const fragment = (text: string): ToolDelta[] => [{ index, arguments: text }];
  const parameters = Object.entries(call.arguments);
  const head: ToolDelta = { index, head: { id, name: call.name }, arguments: "" };
  return [
    { text: `<tool_call>\n<function=${call.name}>\n`, last: [head] },
    ...parameters.map(
      ([name, value], position): Segment => ({
        text: `<parameter=${name}>\n${parameterText(value)}\n</parameter>\n`,
        ...(position === 0 ? { first: fragment("{") } : {}),
        last: fragment((position === 0 ? "" : ", ") + parameterJson([name, value])),
      }),
    ),
    { text: "</function>\n", last: fragment(parameters.length === 0 ? "{}" : "}") },
    { text: "</tool_call>" },
  ];
}

function jsonCall(
  call: ToolInvocation,
  index: number,
  { style, id, opening }: { style: "named" | "required"; id: string; opening: string },
): Segment[] {
  const head: ToolDelta = { index, head: { id, name: call.name }, arguments: "" };
  const body: Segment = { text: argumentsJson(call), argumentsOf: index };
  if (style === "named") return [{ ...body, first: [head] }];
  const lead = index === 0 ? opening : ", ";
  return [
    { text: `${lead}{"name": ${JSON.stringify(call.name)}, "parameters": `, last: [head] },
    body,
    { text: "}" },
  ];
}

function parameterJson([name, value]: [string, unknown]): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

function parameterText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
