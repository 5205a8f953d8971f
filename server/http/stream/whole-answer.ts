// Reads usage and ending from an answer that comes in one piece, parsing only the few values it is after. Knows no status:
// vLLM has sent errors with 200.
import type { Usage } from "../../../core/protocol/audit-record.ts";
import { GatewayError } from "../../gateway-error.ts";
import { afterSpace, openBrace, readObject } from "../body/json-grammar.ts";
import { errorWord, finishKey, isAt, isText, nameAt, usageKey, valueAfter } from "./marks.ts";
import { type UpstreamError, upstreamErrorOf } from "./upstream-error.ts";
import { usageOf } from "./usage.ts";

export type WholeAnswer = {
  usage: Usage | undefined;
  /** Of the first answer. */
  finish: string | undefined;
  error: UpstreamError | undefined;
};

/** Everything undefined for what is no JSON object. */
export function readUsage(body: Buffer): WholeAnswer {
  const answer: WholeAnswer = { usage: undefined, finish: undefined, error: undefined };
  const from = afterSpace(body, 0);
  if (body[from] !== openBrace) return answer;
  try {
    readObject(body, from, 0, (keyFrom, keyTo, valueFrom, valueTo) => {
      const key = keyAt(body, keyFrom, keyTo);
      if (key === usageKey) answer.usage = usageOf(parse(body, valueFrom, valueTo));
      else if (key === choicesKey) answer.finish = finishIn(body, valueFrom, valueTo);
      else if (key === errorWord) {
        answer.error = upstreamErrorOf({ error: parse(body, valueFrom, valueTo) });
      } else if (key === objectKey && isAt(body, valueFrom, errorWord)) {
        answer.error = upstreamErrorOf(parse(body, from, body.length));
      }
    });
  } catch (error) {
    if (error instanceof GatewayError && error.code === "bad_json") return nothing;
    throw error;
  }
  return answer;
}

const nothing: WholeAnswer = { usage: undefined, finish: undefined, error: undefined };
const choicesKey = Buffer.from('"choices"');
const objectKey = Buffer.from('"object"');
const keys = [usageKey, choicesKey, errorWord, objectKey];

function keyAt(body: Buffer, from: number, to: number): Buffer | undefined {
  for (const key of keys) if (key.length === to - from && isAt(body, from, key)) return key;
  return undefined;
}

function finishIn(body: Buffer, from: number, to: number): string | undefined {
  const at = body.indexOf(finishKey, from);
  if (at < 0 || at >= to) return undefined;
  const value = valueAfter(body, at + finishKey.length);
  return isText(body, value) ? nameAt(body, value) : undefined;
}

function parse(body: Buffer, from: number, to: number): unknown {
  return JSON.parse(body.toString("utf8", from, to));
}
