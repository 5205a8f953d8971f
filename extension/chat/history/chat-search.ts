// Looks for words in what was asked and answered in one chat: whole lines are passed over unparsed unless they hold the
// words at all. Returns a piece of the text around them; knows no list of chats.
import { parseLine } from "./chat-map.ts";
import type { ChatReading } from "./chat-reading.ts";

export type Wanted = {
  /** In text as people read it. */
  inText: RegExp;
  /** In a line of the file, where line breaks and quotes are escaped. */
  inLine: RegExp;
};

const before = 40;
const after = 80;

/** Undefined when there is nothing to look for. */
export function wanted(query: string): Wanted | undefined {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const inLine = words.map((word) => literal(JSON.stringify(word).slice(1, -1)));
  return {
    inText: new RegExp(words.map(literal).join("\\s+"), "iu"),
    inLine: new RegExp(inLine.join("(?:\\s|\\\\[nrt])+"), "iu"),
  };
}

/** The newest place in the chat that holds the words. */
export async function searchChat(
  reading: ChatReading,
  { inText, inLine }: Wanted,
  signal: AbortSignal,
): Promise<string | undefined> {
  for await (const text of reading.lines(signal)) {
    if (!inLine.test(text)) continue;
    const line = parseLine(text);
    const readable =
      line?.kind === "answered" ? [line.answer] : line?.kind === "asked" ? [line.title] : [];
    for (const each of readable) {
      const found = inText.exec(each);
      if (found !== null) return excerptAround(each, found.index, found[0].length);
    }
  }
  return undefined;
}

function excerptAround(text: string, index: number, length: number): string {
  const start = Math.max(0, index - before);
  const end = Math.min(text.length, index + length + after);
  const piece = text.slice(start, end).replace(/\s+/g, " ").trim();
  // Halves of surrogate pairs at the cuts are no characters.
  const whole = piece.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
  return `${start > 0 ? "…" : ""}${whole}${end < text.length ? "…" : ""}`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
