// The grammar of JSON over bytes: where a value that begins here ends, or why it is none. Builds nothing and copies nothing.
// It does not check that strings are UTF-8.
import { GatewayError } from "../../gateway-error.ts";

/** Gets the spans of a key with its quotes and of its value. */
export type EntryVisitor = (
  keyFrom: number,
  keyTo: number,
  valueFrom: number,
  valueTo: number,
) => void;

/** No request nests deeper; readers behind the gateway give up not far beyond. */
const maxDepth = 512;

export const quote = 0x22;
export const openBrace = 0x7b;
export const openBracket = 0x5b;
const closeBrace = 0x7d;
const closeBracket = 0x5d;
export const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
export const minus = 0x2d;
export const zero = 0x30;
export const nine = 0x39;

/** What may follow a backslash, beside `u`; source code is full of them, so they are looked up. */
const isShortEscape = new Uint8Array(256);
for (const letter of Buffer.from('"\\/bfnrt')) isShortEscape[letter] = 1;

/** The end of the value that begins at `at`. Every function here throws GatewayError `bad_json`. */
export function endOfValue(json: Buffer, at: number, depth = 0): number {
  const byte = json[at] ?? 0;
  if (byte === quote) return endOfString(json, at);
  if (byte === openBrace) return readObject(json, at, depth);
  if (byte === openBracket) return endOfArray(json, at, depth);
  if (byte === minus || isDigit(byte)) return endOfNumber(json, at);
  if (byte === 0x74) return endOfWord(json, at, "true");
  if (byte === 0x66) return endOfWord(json, at, "false");
  if (byte === 0x6e) return endOfWord(json, at, "null");
  return notJson(at);
}

/** The end of the object that begins at `at`; its own entries, not those further in, are shown to `visit`. */
export function readObject(json: Buffer, at: number, depth: number, visit?: EntryVisitor): number {
  if (depth >= maxDepth) tooDeep();
  let next = afterSpace(json, at + 1);
  if (json[next] === closeBrace) return next + 1;
  for (;;) {
    const keyFrom = next;
    if (json[keyFrom] !== quote) notJson(keyFrom);
    const keyTo = endOfString(json, keyFrom);
    next = afterSpace(json, keyTo);
    if (json[next] !== colon) notJson(next);
    const valueFrom = afterSpace(json, next + 1);
    const valueTo = endOfValue(json, valueFrom, depth + 1);
    visit?.(keyFrom, keyTo, valueFrom, valueTo);
    next = afterSpace(json, valueTo);
    if (json[next] === closeBrace) return next + 1;
    if (json[next] !== comma) notJson(next);
    next = afterSpace(json, next + 1);
  }
}

export function afterSpace(json: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = json[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
}

export function notJson(at: number): never {
  throw new GatewayError(
    "bad_json",
    `The request's body is not valid JSON at byte ${at}: send one JSON object in UTF-8.`,
  );
}

function tooDeep(): never {
  throw new GatewayError(
    "bad_json",
    `The request's body nests deeper than ${maxDepth} levels: flatten it.`,
  );
}

function endOfArray(json: Buffer, at: number, depth: number): number {
  if (depth >= maxDepth) tooDeep();
  let next = afterSpace(json, at + 1);
  if (json[next] === closeBracket) return next + 1;
  for (;;) {
    next = afterSpace(json, endOfValue(json, next, depth + 1));
    if (json[next] === closeBracket) return next + 1;
    if (json[next] !== comma) notJson(next);
    next = afterSpace(json, next + 1);
  }
}

function endOfString(json: Buffer, from: number): number {
  let at = from + 1;
  for (;;) {
    let byte = json[at] ?? 0;
    while (byte !== quote && byte !== backslash && byte >= 0x20) {
      at += 1;
      byte = json[at] ?? 0;
    }
    if (byte === quote) return at + 1;
    if (byte !== backslash) notJson(at);
    at = isShortEscape[json[at + 1] ?? 0] === 1 ? at + 2 : endOfUnicodeEscape(json, at);
  }
}

function endOfUnicodeEscape(json: Buffer, at: number): number {
  if (json[at + 1] !== 0x75) notJson(at + 1);
  for (let digit = at + 2; digit < at + 6; digit += 1) {
    if (!isHexDigit(json[digit] ?? 0)) notJson(digit);
  }
  return at + 6;
}

function endOfNumber(json: Buffer, from: number): number {
  const first = json[from] === minus ? from + 1 : from;
  let at = json[first] === zero ? first + 1 : endOfDigits(json, first);
  if (json[at] === 0x2e) at = endOfDigits(json, at + 1);
  if (json[at] === 0x65 || json[at] === 0x45) {
    const sign = json[at + 1];
    at = endOfDigits(json, sign === 0x2b || sign === minus ? at + 2 : at + 1);
  }
  return at;
}

/** At least one. */
function endOfDigits(json: Buffer, from: number): number {
  let at = from;
  while (isDigit(json[at] ?? 0)) at += 1;
  return at === from ? notJson(at) : at;
}

function endOfWord(json: Buffer, from: number, word: string): number {
  for (let index = 0; index < word.length; index += 1) {
    if (json[from + index] !== word.charCodeAt(index)) notJson(from + index);
  }
  return from + word.length;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
