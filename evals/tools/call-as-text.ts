// Recognises a tool call that the server left in the text of an answer, where it is no call. Runs nothing.
import { fencedBlocks } from "../answers/fences.ts";
import { withoutThinking } from "../answers/thinking.ts";
import { parseJson } from "./session.ts";

/** How the model families in use write a call before a parser takes it out. */
const notations = [
  /<tool_call>/,
  /<function=[\w.-]+>/,
  /<tools>\s*[{[]/,
  /\[TOOL_CALLS\]/,
  /<\|python_tag\|>/,
  /<\|tool_call/,
];

/** Only for answers without a call: beside a call, such text is talk about calls. */
export function isCallAsText(reply: string, tools: readonly string[]): boolean {
  const text = withoutThinking(reply);
  if (notations.some((notation) => notation.test(text))) return true;
  const pieces = [text, ...fencedBlocks(text).map((block) => block.text)];
  return pieces.some((piece) => /^\s*[[{]/.test(piece) && isCall(parseJson(piece), tools));
}

/** `{"name": …, "arguments": …}` for a tool there is, bare, first of a list or under `function`. */
function isCall(value: unknown, tools: readonly string[]): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isObject(first)) return false;
  const call = "function" in first && isObject(first.function) ? first.function : first;
  return (
    "name" in call &&
    tools.some((name) => name === call.name) &&
    ("arguments" in call || "parameters" in call)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
