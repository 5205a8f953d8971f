// Renders a conversation as Qwen's ChatML template does, so that prompt token counts and shared prefixes behave like
// the real ones. Knows nothing of what will be answered.
import { imageMarks } from "./image-part.ts";
import type { ChatMessageBody, ToolBody } from "./request-schema.ts";

export function renderChat(
  messages: readonly ChatMessageBody[],
  options: { tools: readonly ToolBody[]; addGenerationPrompt: boolean },
): string {
  const [first, ...others] = messages;
  const system = first?.role === "system" ? contentText(first) : undefined;
  const rest = system === undefined ? messages : others;
  const header = [system, toolSection(options.tools)].filter((part) => part !== undefined);
  const parts = header.length === 0 ? [] : [turn("system", header.join("\n\n"))];
  for (const message of rest) parts.push(renderMessage(message));
  if (options.addGenerationPrompt) parts.push("<|im_start|>assistant\n");
  return parts.join("");
}

/** The text of a message; which other parts it may have is the caller's to check. */
export function contentText({ content }: ChatMessageBody): string {
  if (typeof content === "string") return content;
  return (content ?? [])
    .map((part) => (typeof part === "string" ? part : (part.text ?? "")))
    .join("\n");
}

function renderMessage(message: ChatMessageBody): string {
  if (message.role === "tool") {
    return turn("user", `<tool_response>\n${contentText(message)}\n</tool_response>`);
  }
  const calls = (message.tool_calls ?? []).map(
    (call) => `<tool_call>\n${JSON.stringify(call.function)}\n</tool_call>`,
  );
  const text = [contentText(message), ...calls].filter(Boolean).join("\n");
  return turn(message.role, `${imageMarks(message)}${text}`);
}

function turn(role: string, content: string): string {
  return `<|im_start|>${role}\n${content}<|im_end|>\n`;
}

function toolSection(tools: readonly ToolBody[]): string | undefined {
  if (tools.length === 0) return undefined;
  const list = tools.map((tool) => JSON.stringify(tool.function)).join("\n");
  return `# Tools\n\nYou have access to the following functions:\n\n<tools>\n${list}\n</tools>`;
}
