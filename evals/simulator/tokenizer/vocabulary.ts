// A vocabulary without a word list: every id below is computed from its piece and every piece from its id, so encoding
// is stable and reversible for any text. It has the shape of a coder model's vocabulary (about three and a half
// characters of code a token, byte fallback for what is rare) and it is not Qwen's.

import { endOfSpecialIds, firstSpecialId, specialIdOf, specialName } from "./special-tokens.ts";

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const symbols = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const alphabets = { a: lower, A: upper, s: symbols } as const;
type Kind = keyof typeof alphabets;

const byteCount = 256;
const maxSpaces = 64;
const maxNewlines = 8;
const spacesStart = byteCount;
const newlinesStart = spacesStart + maxSpaces - 1;
const wordsStart = newlinesStart + maxNewlines - 1;

/** Words of one shape (`aaa`, `Aa`, `ss`) with or without a leading space, numbered in mixed radix. */
type Family = { key: string; prefix: string; kinds: Kind[]; start: number; size: number };

const ordinary = layOut(
  ["ss", " s", "aa", "aaa", " a", " aa", " aaa", " A", "Aa", "Aaa", " Aa", " Aaa", "AA", "AAA"],
  wordsStart,
);
/** Above Qwen's padded vocabulary, so that nothing collides with the special tokens. */
const extended = layOut(["aaaa", " aaaa", "Aaaa", " Aaaa"], 152_064);
const families = [...ordinary, ...extended];
const familyOfKey = new Map(families.map((family) => [family.key, family]));

/** One id a character from U+0080 on fills what is left below the special tokens. */
const charactersStart = endOf(ordinary);
const firstCharacter = 0x80;

export const vocabularySize = endOf(extended);

/** The pieces the tokenizer cuts text into; whatever matches none of the first five falls back to one character. */
export const piecePattern =
  / ?[A-Z][a-z]{1,3}| ?[a-z]{1,4}|[A-Z]{2,3}| ?[!-/:-@[-`{-~]{1,2}| [A-Z]|\n{1,8}| {1,64}(?= [^ ])| {1,64}|[\s\S]/gu;

/** The ids of one piece as cut by `piecePattern`: one, or one a byte. */
export function idsOfPiece(piece: string): readonly number[] {
  const code = piece.charCodeAt(0);
  if (piece.length === 1 && code < firstCharacter) return [code];
  if (/^ {2,}$/.test(piece)) return [spacesStart + piece.length - 2];
  if (/^\n{2,}$/.test(piece)) return [newlinesStart + piece.length - 2];
  const word = idOfWord(piece);
  if (word !== undefined) return [word];
  const character = charactersStart + code - firstCharacter;
  if (piece.length === 1 && character < firstSpecialId) return [character];
  return piece.length > 1 && code < firstCharacter
    ? [...piece].flatMap((part) => [...idsOfPiece(part)])
    : [...new TextEncoder().encode(piece)];
}

/** The bytes an id stands for; undefined when the id is outside the vocabulary. */
export function bytesOfId(id: number): Uint8Array | undefined {
  if (!Number.isInteger(id) || id < 0) return undefined;
  if (id < byteCount) return Uint8Array.of(id);
  const piece = pieceOfId(id);
  return piece === undefined ? undefined : new TextEncoder().encode(piece);
}

function pieceOfId(id: number): string | undefined {
  if (id < newlinesStart) return " ".repeat(id - spacesStart + 2);
  if (id < wordsStart) return "\n".repeat(id - newlinesStart + 2);
  if (id >= firstSpecialId && id < endOfSpecialIds) return specialName(id);
  if (id >= charactersStart && id < firstSpecialId) {
    return String.fromCharCode(id - charactersStart + firstCharacter);
  }
  const family = families.find(({ start, size }) => id >= start && id < start + size);
  return family === undefined ? undefined : wordOf(family, id - family.start);
}

export function idOfSpecial(text: string): number | undefined {
  return specialIdOf(text);
}

function idOfWord(piece: string): number | undefined {
  const family = familyOfKey.get(shapeOf(piece));
  if (family === undefined) return undefined;
  let offset = 0;
  family.kinds.forEach((kind, index) => {
    const character = piece[family.prefix.length + index] ?? "";
    offset = offset * alphabets[kind].length + alphabets[kind].indexOf(character);
  });
  return family.start + offset;
}

function wordOf(family: Family, offset: number): string {
  let rest = offset;
  let word = "";
  for (const kind of [...family.kinds].reverse()) {
    const { length } = alphabets[kind];
    word = `${alphabets[kind][rest % length] ?? ""}${word}`;
    rest = Math.floor(rest / length);
  }
  return family.prefix + word;
}

function shapeOf(piece: string): string {
  let shape = "";
  for (const character of piece) {
    if (character >= "a" && character <= "z") shape += "a";
    else if (character >= "A" && character <= "Z") shape += "A";
    else if (character === " ") shape += " ";
    else shape += symbols.includes(character) ? "s" : "?";
  }
  return shape;
}

function layOut(keys: readonly string[], from: number): Family[] {
  let start = from;
  return keys.map((key) => {
    const prefix = key.startsWith(" ") ? " " : "";
    // Every key above is written in the letters of `Kind`.
    const kinds = [...key.slice(prefix.length)] as Kind[];
    const size = kinds.reduce((product, kind) => product * alphabets[kind].length, 1);
    const family = { key, prefix, kinds, start, size };
    start += size;
    return family;
  });
}

function endOf(laidOut: readonly Family[]): number {
  const last = laidOut.at(-1);
  return last === undefined ? 0 : last.start + last.size;
}
