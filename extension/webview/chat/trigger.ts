// Finds what asks for suggestions at the caret: `@` with what was typed after it, or `/` at the very start. Plain text in,
// a place and a query out.

export type Trigger = {
  kind: "mention" | "slash";
  /** Where the mark stands; it and the query go up to the caret. */
  start: number;
  query: string;
};

const maxQueryLength = 200;

export function triggerAt(text: string, caret: number): Trigger | undefined {
  const before = text.slice(0, caret);
  const slash = /^\/([a-z]*)$/.exec(before);
  // A path such as `/usr/bin` goes on behind the caret.
  if (slash && !/^\S/.test(text.slice(caret))) {
    return { kind: "slash", start: 0, query: slash[1] ?? "" };
  }
  // Behind a letter it is an address or a decorator's argument, not a mention.
  const mention = /(?:^|[\s([{"'])@([^\s@]*)$/.exec(before.slice(-maxQueryLength - 2));
  if (!mention) return undefined;
  const query = mention[1] ?? "";
  return { kind: "mention", start: caret - query.length - 1, query };
}

/** The text without the mark and its query, and where the caret then stands. */
export function withoutTrigger(
  text: string,
  caret: number,
  { start }: Trigger,
): { text: string; caret: number } {
  const before = text.slice(0, start);
  const after = text.slice(caret);
  const isDoubleSpace = /(?:^|\s)$/.test(before) && /^[ \t]/.test(after);
  return { text: before + (isDoubleSpace ? after.slice(1) : after), caret: start };
}
