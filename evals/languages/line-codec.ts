// Values as one line of text, directed by their type, for languages without a JSON library. Items are separated by
// spaces: numbers as they are, bool 0 or 1, strings in quotes with escapes, lists and maps led by their length,
// optionals by 0 or 1. So every reader is a few lines, and no value ever needs a look ahead.
import type { Json } from "../../core/protocol/json.ts";
import { notOfType } from "./tagged-json.ts";
import { floatFrom, taggedNumber, type Value } from "./value.ts";
import type { ValueType } from "./value-type.ts";

/** @throws RangeError when the value is not of that type */
export function encodeLine(value: Json, type: ValueType): string {
  const number = typeof value === "number" ? value : taggedNumber(value);
  switch (type.kind) {
    case "int":
      if (typeof number === "bigint" || Number.isSafeInteger(number)) return String(number);
      break;
    case "float":
      if (number !== undefined) return floatText(Number(number));
      break;
    case "bool":
      if (typeof value === "boolean") return value ? "1" : "0";
      break;
    case "string":
      if (typeof value === "string") return quoted(value);
      break;
    case "optional":
      return value === null ? "0" : `1 ${encodeLine(value, type.of)}`;
    case "list":
      if (!Array.isArray(value)) break;
      return [value.length, ...value.map((item) => encodeLine(item, type.of))].join(" ");
    case "map": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) break;
      const entries = Object.entries(value);
      const items = entries.map(([key, item]) => `${quoted(key)} ${encodeLine(item, type.of)}`);
      return [entries.length, ...items].join(" ");
    }
    default:
  }
  throw notOfType(value, type);
}

/** Undefined when the line is not one value of that type. */
export function decodeLine(line: string, type: ValueType): Value | undefined {
  const reader: Reader = { line, at: 0 };
  try {
    const value = read(reader, type);
    return reader.at >= line.length ? value : undefined;
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return undefined;
    throw error;
  }
}

type Reader = { line: string; at: number };

class Malformed extends Error {}

function read(reader: Reader, type: ValueType): Value {
  switch (type.kind) {
    case "void":
      return null;
    case "int":
      // Integers have 64 bits wherever values travel like this.
      return BigInt(matching(word(reader), /^-?\d{1,20}$/));
    case "float": {
      const value = floatFrom(word(reader));
      if (value === undefined) throw new Malformed();
      return value;
    }
    case "bool":
      return matching(word(reader), /^[01]$/) === "1";
    case "string":
      return readString(reader);
    case "optional":
      return matching(word(reader), /^[01]$/) === "1" ? read(reader, type.of) : null;
    case "list":
      return Array.from({ length: count(reader) }, () => read(reader, type.of));
    case "map":
      return new Map(
        Array.from({ length: count(reader) }, () => [readString(reader), read(reader, type.of)]),
      );
    default:
      throw new Malformed();
  }
}

function word(reader: Reader): string {
  const end = reader.line.indexOf(" ", reader.at);
  const text = reader.line.slice(reader.at, end < 0 ? undefined : end);
  reader.at += text.length + 1;
  return text;
}

function count(reader: Reader): number {
  const length = Number(matching(word(reader), /^\d{1,9}$/));
  // Every item takes a character and a space at least: a longer list was never written.
  if (length > reader.line.length - reader.at + 1) throw new Malformed();
  return length;
}

function matching(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new Malformed();
  return text;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", "\\": "\\", '"': '"' };

function readString(reader: Reader): string {
  const { line } = reader;
  if (line[reader.at] !== '"') throw new Malformed();
  let text = "";
  let from = reader.at + 1;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '"') {
      reader.at = at + 2;
      return text + line.slice(from, at);
    }
    if (line[at] !== "\\") continue;
    const meant = escapes[line[at + 1] ?? ""];
    if (meant === undefined) throw new Malformed();
    text += line.slice(from, at) + meant;
    at += 1;
    from = at + 1;
  }
  throw new Malformed();
}

function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\\n\r]/g, (char) => {
    if (char === "\n") return "\\n";
    return char === "\r" ? "\\r" : `\\${char}`;
  });
  return `"${escaped}"`;
}

function floatText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0.0" : String(value);
  if (Number.isNaN(value)) return "nan";
  return value < 0 ? "-inf" : "inf";
}
