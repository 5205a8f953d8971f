// Server-sent events as bytes: where whole ones end and what they carry. Lines end with LF or CRLF, as from every server
// there is; a lone CR ends none.

/** What the bytes before a piece ended with: its last byte and the one before. */
export type Edge = { last: number; beforeLast: number };

export const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Behind the last event that ends in this piece; 0 when none does. */
export function endOfLastEvent(piece: Buffer, edge: Edge): number {
  for (let at = piece.length - 1; at >= 0; at -= 1) {
    if (piece[at] !== lineFeed) continue;
    const before = at > 0 ? piece[at - 1] : edge.last;
    if (before === lineFeed) return at + 1;
    if (before !== carriageReturn) continue;
    const beforeThat = at > 1 ? piece[at - 2] : at === 1 ? edge.last : edge.beforeLast;
    if (beforeThat === lineFeed) return at + 1;
  }
  return 0;
}

/** An event has just ended, so a blank line that follows is an end as well. */
export const betweenEvents: Readonly<Edge> = { last: lineFeed, beforeLast: lineFeed };

export function edgeOf(piece: Buffer, earlier: Edge): Edge {
  const { length } = piece;
  if (length === 0) return earlier;
  const last = piece[length - 1] ?? lineFeed;
  return { last, beforeLast: length > 1 ? (piece[length - 2] ?? lineFeed) : earlier.last };
}

/** Cuts whole events apart, each with the blank line that ends it. */
export function splitEvents(events: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < events.length; ) {
    const event = firstEvent(events, from);
    pieces.push(event);
    from += event.length;
  }
  return pieces;
}

/** The event that begins at `from`. */
export function firstEvent(events: Buffer, from: number): Buffer {
  let lineFrom = from;
  for (let at = events.indexOf(lineFeed, from); at >= 0; at = events.indexOf(lineFeed, at + 1)) {
    if (isBlank(events, lineFrom, at)) return events.subarray(from, at + 1);
    lineFrom = at + 1;
  }
  return events.subarray(from);
}

/** The line from `from` to the LF at `to` has nothing in it. */
export function isBlank(bytes: Buffer, from: number, to: number): boolean {
  return to === from || (to === from + 1 && bytes[from] === carriageReturn);
}

/** The data of one event, undefined when it has none. */
export function dataOf(event: Buffer): string | undefined {
  const lines = event
    .toString("utf8")
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(line[5] === " " ? 6 : 5).replace(/\r$/, ""));
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** The data as JSON; undefined also when it is none. */
export function payloadOf(event: Buffer): unknown {
  const data = dataOf(event);
  if (data === undefined || !/^\s*\{/.test(data)) return undefined;
  try {
    return JSON.parse(data);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
