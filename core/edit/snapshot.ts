// The text an edit is computed from, frozen. Offsets are UTF-16 code units into exactly this text.

export type Snapshot = {
  /** The whole document, in its own line endings. */
  text: string;
  /** The part to be replaced: [startOffset, endOffset). */
  startOffset: number;
  endOffset: number;
};

/**
 * Widens a range to whole lines, without the last line's ending, because models answer in lines. A range that ends at
 * the start of a line does not include that line.
 */
export function snapshotLines(text: string, startOffset: number, endOffset: number): Snapshot {
  // Searching back from -1 would look at the first character, which may itself be a line ending.
  const start = startOffset === 0 ? 0 : text.lastIndexOf("\n", startOffset - 1) + 1;
  const endsAtLineStart = endOffset > startOffset && text[endOffset - 1] === "\n";
  const from = endsAtLineStart ? endOffset - 1 : endOffset;
  const newline = text.indexOf("\n", from);
  let end = newline === -1 ? text.length : newline;
  if (end > start && text[end - 1] === "\r") end -= 1;
  return { text, startOffset: start, endOffset: Math.max(end, start) };
}

/** Where whole new lines go in: in place of the line when that is blank, or above it. */
export function snapshotInsertion(text: string, offset: number): Snapshot {
  const line = snapshotLines(text, offset, offset);
  return selectedText(line).trim() === "" ? line : { ...line, endOffset: line.startOffset };
}

export function selectedText(snapshot: Snapshot): string {
  return snapshot.text.slice(snapshot.startOffset, snapshot.endOffset);
}
