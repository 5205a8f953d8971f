// Values of single keys, read where they stand in a body that has been checked as JSON: the first byte tells what a value is.
// A value of a wrong type is refused in one sentence.
import { GatewayError } from "../../gateway-error.ts";
import {
  afterSpace,
  comma,
  endOfValue,
  minus,
  nine,
  openBracket,
  quote,
  zero,
} from "./json-grammar.ts";

/** Longer than the name of any model. */
const maxModelBytes = 512;

export function modelName(body: Buffer, from: number, to: number): string | undefined {
  if (isNull(body, from)) return undefined;
  if (body[from] !== quote) refuseType("model", "a text");
  if (to - from > maxModelBytes) refuseType("model", `at most ${maxModelBytes} bytes long`);
  const name: string = JSON.parse(body.toString("utf8", from, to));
  return name === "" ? undefined : name;
}

export function readFlag(body: Buffer, from: number, key: string): boolean {
  if (isNull(body, from)) return false;
  if (body[from] === 0x74) return true;
  return body[from] === 0x66 ? false : refuseType(key, "true or false");
}

export function readWhole(body: Buffer, from: number, to: number, key: string): number | undefined {
  if (isNull(body, from)) return undefined;
  const value = numberAt(body, from, to);
  return Number.isSafeInteger(value) ? value : refuseType(key, "a whole number");
}

export function numberAt(body: Buffer, from: number, to: number): number | undefined {
  const first = body[from] ?? 0;
  const isNumber = first === minus || (first >= zero && first <= nine);
  return isNumber ? Number(body.toString("latin1", from, to)) : undefined;
}

/** Texts or lists of tokens are prompts of their own; a list of tokens is one prompt. */
export function countPrompts(body: Buffer, from: number): number {
  if (body[from] !== openBracket) return 1;
  let at = afterSpace(body, from + 1);
  if (body[at] !== quote && body[at] !== openBracket) return 1;
  for (let prompts = 1; ; prompts += 1) {
    at = afterSpace(body, endOfValue(body, at));
    if (body[at] !== comma) return prompts;
    at = afterSpace(body, at + 1);
  }
}

export function isNull(body: Buffer, from: number): boolean {
  return body[from] === 0x6e;
}

export function refuseType(key: string, expected: string): never {
  throw new GatewayError("bad_request", `"${key}" has to be ${expected}.`);
}
