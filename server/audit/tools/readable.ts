// Queries and answers as a person reads them: messages one under the other, a stream as the text it adds up to. It trusts
// nothing of what it reads and leaves nothing out that is not understood. It hides no secrets.
import { createEventDataReader } from "../../../evals/load/event-data.ts";

export function readableQuery(body: Buffer): string {
  const text = body.toString("utf8");
  const value = parse(text);
  if (!isObject(value)) return text;
  const { messages, prompt, input, ...rest } = value;
  const sections = Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)];
  if (Array.isArray(messages)) sections.push(...messages.map(message));
  else if (messages !== undefined) sections.push(plain(messages));
  for (const asked of [prompt, input]) if (asked !== undefined) sections.push(plain(asked));
  return sections.join("\n");
}

export function readableAnswer(body: Buffer): string {
  const text = body.toString("utf8");
  if (/^(?:data|event|id|retry)?:/.test(text)) return streamed(body);
  const value = parse(text);
  const fold = createFold();
  return isObject(value) && fold.add(value) ? fold.text() : text;
}

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function message(value: unknown): string {
  if (!isObject(value)) return plain(value);
  const { role, content, ...rest } = value;
  const lines = [`[${typeof role === "string" ? role : "message"}]`];
  if (content !== undefined && content !== null) lines.push(plain(content));
  if (Object.keys(rest).length > 0) lines.push(JSON.stringify(rest));
  return lines.join("\n");
}

/** Text as it is, also in the pieces that messages are made of; everything else as JSON. */
function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value
    .map((part: unknown) =>
      isObject(part) && part.type === "text" && typeof part.text === "string"
        ? part.text
        : plain(part),
    )
    .join("\n");
}

function streamed(body: Buffer): string {
  const reader = createEventDataReader();
  const fold = createFold();
  const unread: string[] = [];
  // An event that was cut off ends here.
  for (const data of [...reader.push(body), ...reader.push(Buffer.from("\n\n"))]) {
    const value = parse(data);
    if (data === "[DONE]" || (isObject(value) && fold.add(value))) continue;
    unread.push(data);
  }
  return [fold.text(), ...unread.map((data) => `[event]\n${data}`)].filter(Boolean).join("\n");
}

type Choice = { text: string; reasoning: string; calls: Map<number, Call>; other: string[] };
type Call = { name: string; arguments: string };

function createFold() {
  const choices = new Map<number, Choice>();
  const choiceAt = (index: number) => {
    const choice = choices.get(index) ?? { text: "", reasoning: "", calls: new Map(), other: [] };
    choices.set(index, choice);
    return choice;
  };
  return {
    /** False where it is no part of an answer. */
    add(chunk: Fields): boolean {
      if (!Array.isArray(chunk.choices) || chunk.error !== undefined) return false;
      for (const choice of chunk.choices as unknown[]) {
        if (!isObject(choice)) return false;
        addChoice(choiceAt(numberOf(choice.index)), choice);
      }
      return true;
    },
    text(): string {
      const all = [...choices].sort(([a], [b]) => a - b);
      return all
        .flatMap(([index, choice]) => sections(choice, all.length > 1 ? ` ${index}` : ""))
        .join("\n");
    },
  };
}

function addChoice(choice: Choice, { delta, message: whole, text }: Fields): void {
  const piece = isObject(delta) ? delta : isObject(whole) ? whole : {};
  choice.text += textOf(text) + textOf(piece.content);
  choice.reasoning += textOf(piece.reasoning) || textOf(piece.reasoning_content);
  choice.other.push(textOf(piece.refusal));
  const calls: unknown[] = Array.isArray(piece.tool_calls) ? piece.tool_calls : [];
  for (const [position, call] of calls.entries()) {
    if (!isObject(call)) continue;
    const at = typeof call.index === "number" ? call.index : position;
    const known = choice.calls.get(at) ?? { name: "", arguments: "" };
    choice.calls.set(at, known);
    const named = isObject(call.function) ? call.function : {};
    known.name += textOf(named.name);
    known.arguments += textOf(named.arguments);
  }
}

function sections({ text, reasoning, calls, other }: Choice, mark: string): string[] {
  const lines: string[] = [];
  const refusal = other.join("");
  if (reasoning !== "") lines.push(`[reasoning${mark}]`, reasoning);
  if (text !== "" && (mark !== "" || reasoning !== "")) lines.push(`[answer${mark}]`);
  if (text !== "") lines.push(text);
  if (refusal !== "") lines.push(`[refusal${mark}]`, refusal);
  for (const call of calls.values()) lines.push(`[call${mark}] ${call.name}`, call.arguments);
  return lines;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
