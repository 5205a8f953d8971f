// Finds the few keys that matter in the bytes of whole events. In a text a model wrote their quotes are escaped, so that
// nothing it says can look like one of them.

export const quote = 0x22;
export const openBrace = 0x7b;
export const openBracket = 0x5b;
const colon = 0x3a;

export const finishKey = Buffer.from('"finish_reason"');
export const usageKey = Buffer.from('"usage"');
export const errorWord = Buffer.from('"error"');
export const doneMark = Buffer.from("[DONE]");

const indexKey = Buffer.from('"index"');
/** Texts that are a first sign of an answer. `"content"` of log probabilities is a list. */
const textKeys = ['"content"', '"text"', '"reasoning"', '"reasoning_content"'].map((key) =>
  Buffer.from(key),
);
const toolKey = Buffer.from('"tool_calls"');

const longestName = 64;

export function isAt(bytes: Buffer, at: number, mark: Buffer): boolean {
  for (let index = 0; index < mark.length; index += 1) {
    if (bytes[at + index] !== mark[index]) return false;
  }
  return true;
}

/** Where the value of the key that ends at `to` begins; -1 when that is no key. */
export function valueAfter(bytes: Buffer, to: number): number {
  const at = afterBlanks(bytes, to);
  return bytes[at] === colon ? afterBlanks(bytes, at + 1) : -1;
}

/** A text that is not empty begins there. */
export function isText(bytes: Buffer, at: number): boolean {
  return bytes[at] === quote && bytes[at + 1] !== quote;
}

/** The text that begins there as it stands, cut where it is longer than any name. */
export function nameAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(quote, at + 1);
  return bytes.toString("latin1", at + 1, Math.min(end, at + 1 + longestName));
}

/** Some delta of these events says something. */
export function hasContent(events: Buffer): boolean {
  for (let at = 0; at < events.length; at += 1) {
    if (events[at] === quote && isContent(events, at)) return true;
  }
  return false;
}

/** The index of the first choice that stands between `from` and `to`. */
export function choiceIndex(events: Buffer, from: number, to: number): number | undefined {
  const at = events.indexOf(indexKey, from);
  if (at < 0 || at >= to) return undefined;
  const value = valueAfter(events, at + indexKey.length);
  const index = Number.parseInt(events.toString("latin1", value, value + 10), 10);
  return index >= 0 ? index : undefined;
}

function isContent(events: Buffer, at: number): boolean {
  const letter = events[at + 1];
  // c, r, t
  if (letter !== 0x63 && letter !== 0x72 && letter !== 0x74) return false;
  for (const key of textKeys) {
    if (isAt(events, at, key)) return isText(events, valueAfter(events, at + key.length));
  }
  return isListOfTools(events, at);
}

function isListOfTools(events: Buffer, at: number): boolean {
  if (!isAt(events, at, toolKey)) return false;
  const list = valueAfter(events, at + toolKey.length);
  return events[list] === openBracket && events[afterBlanks(events, list + 1)] === openBrace;
}

function afterBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20) at += 1;
  return at;
}
