// Reads what the gateway has to know of a request's body in one pass over its bytes, checking all of it as JSON on the way
// and building nothing. Knows where values stand, not what an endpoint does with them.
import { isUtf8 } from "node:buffer";
import { GatewayError } from "../../gateway-error.ts";
import { afterSpace, notJson, openBrace, openBracket, readObject } from "./json-grammar.ts";
import {
  type BodyKey,
  bodyKey,
  type ControlKey,
  refuseTwice,
  streamOptionKey,
} from "./key-names.ts";
import {
  countPrompts,
  isNull,
  modelName,
  numberAt,
  readFlag,
  readWhole,
  refuseType,
} from "./read-values.ts";

/** Bytes of the body; `to` is behind the last one. */
export type Span = { from: number; to: number };

export type StreamOptions = { includeUsage: boolean; continuous: boolean };

/** Missing and null mean the same. */
export type ScannedBody = {
  /** Undefined also for an empty name, which vLLM takes as none. */
  model: string | undefined;
  stream: boolean;
  streamOptions: StreamOptions | undefined;
  priority: number | undefined;
  /** Answers per prompt. */
  n: number;
  /** How many prompts a completion asks for at once. */
  prompts: number;
  /** `max_completion_tokens` or else `max_tokens`. */
  maxTokens: number | undefined;
  /** The value of `messages`, `prompt` or `input`. */
  content: Span | undefined;
  hasTools: boolean;
  places: Places;
};

/** Where splicing may write. A place is there when its key is, even with null. */
export type Places = {
  root: InsertPlace;
  model: Span | undefined;
  priority: Span | undefined;
  streamOptions: Span | undefined;
  /** Within `stream_options` when that is an object. */
  options: InsertPlace | undefined;
  includeUsage: Span | undefined;
  continuous: Span | undefined;
};

/** Behind the last value of an object, or behind its opening brace. */
export type InsertPlace = { at: number; isEmpty: boolean };

/**
 * @throws GatewayError `bad_json`; `duplicate_key` for a control key that is there twice or not written plainly;
 * `bad_request` for one of a wrong type.
 */
export function scanBody(body: Buffer): ScannedBody {
  checkEncoding(body);
  const from = afterSpace(body, 0);
  if (body[from] !== openBrace) notJson(from);
  const scanned = nothingFound(from + 1);
  const scan: Scan = { body, scanned, hasStream: false, hasN: false, hasCompletionTokens: false };
  const to = readObject(body, from, 0, (keyFrom, keyTo, valueFrom, valueTo) => {
    noteEntry(scanned.places.root, valueTo);
    const key = bodyKey(body, keyFrom, keyTo);
    if (key !== undefined) takeEntry(scan, key, valueFrom, valueTo);
  });
  const rest = afterSpace(body, to);
  if (rest !== body.length) notJson(rest);
  return scanned;
}

type Scan = {
  body: Buffer;
  scanned: ScannedBody;
  hasStream: boolean;
  hasN: boolean;
  hasCompletionTokens: boolean;
};

function checkEncoding(body: Buffer): void {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    throw new GatewayError(
      "bad_json",
      "The request's body begins with a byte order mark: send UTF-8 without one.",
    );
  }
  if (!isUtf8(body)) {
    throw new GatewayError(
      "bad_json",
      "The request's body is not valid UTF-8: send JSON in UTF-8.",
    );
  }
}

function nothingFound(at: number): ScannedBody {
  return {
    model: undefined,
    stream: false,
    streamOptions: undefined,
    priority: undefined,
    n: 1,
    prompts: 1,
    maxTokens: undefined,
    content: undefined,
    hasTools: false,
    places: {
      root: { at, isEmpty: true },
      model: undefined,
      priority: undefined,
      streamOptions: undefined,
      options: undefined,
      includeUsage: undefined,
      continuous: undefined,
    },
  };
}

function noteEntry(place: InsertPlace, valueTo: number): void {
  place.at = valueTo;
  place.isEmpty = false;
}

function takeEntry(scan: Scan, key: BodyKey, from: number, to: number): void {
  const { body, scanned } = scan;
  const { places } = scanned;
  switch (key) {
    case "model":
      places.model = placeOnce(places.model, key, from, to);
      scanned.model = modelName(body, from, to);
      return;
    case "stream":
      if (scan.hasStream) refuseTwice(key);
      scan.hasStream = true;
      scanned.stream = readFlag(body, from, key);
      return;
    case "stream_options":
      places.streamOptions = placeOnce(places.streamOptions, key, from, to);
      scanned.streamOptions = readStreamOptions(body, from, places);
      return;
    case "priority":
      places.priority = placeOnce(places.priority, key, from, to);
      scanned.priority = readWhole(body, from, to, key);
      return;
    case "n":
      if (scan.hasN) refuseTwice(key);
      scan.hasN = true;
      scanned.n = readWhole(body, from, to, key) ?? 1;
      if (scanned.n < 1) refuseType(key, "a whole number of at least 1");
      return;
    default:
      takeContent(scan, key, from, to);
  }
}

/** What the gateway only reads: for keys that are there twice the last one counts, as it does for vLLM. */
function takeContent(
  scan: Scan,
  key: Exclude<BodyKey, ControlKey>,
  from: number,
  to: number,
): void {
  const { body, scanned } = scan;
  switch (key) {
    case "max_tokens":
      if (!scan.hasCompletionTokens) scanned.maxTokens = numberAt(body, from, to);
      return;
    case "max_completion_tokens": {
      const tokens = numberAt(body, from, to);
      scan.hasCompletionTokens = tokens !== undefined;
      scanned.maxTokens = tokens ?? scanned.maxTokens;
      return;
    }
    case "tools":
      scanned.hasTools =
        body[from] === openBracket && body[afterSpace(body, from + 1)] === openBrace;
      return;
    case "prompt":
      scanned.prompts = countPrompts(body, from);
      scanned.content = { from, to };
      return;
    default:
      scanned.content = { from, to };
  }
}

function placeOnce(earlier: Span | undefined, key: string, from: number, to: number): Span {
  if (earlier !== undefined) refuseTwice(key);
  return { from, to };
}

function readStreamOptions(body: Buffer, from: number, places: Places): StreamOptions | undefined {
  if (isNull(body, from)) return undefined;
  if (body[from] !== openBrace) refuseType("stream_options", "an object");
  const options: StreamOptions = { includeUsage: false, continuous: false };
  const inside: InsertPlace = { at: from + 1, isEmpty: true };
  places.options = inside;
  readObject(body, from, 1, (keyFrom, keyTo, valueFrom, valueTo) => {
    noteEntry(inside, valueTo);
    const key = streamOptionKey(body, keyFrom, keyTo);
    if (key === "include_usage") {
      places.includeUsage = placeOnce(places.includeUsage, key, valueFrom, valueTo);
      options.includeUsage = readFlag(body, valueFrom, key);
    } else if (key === "continuous_usage_stats") {
      places.continuous = placeOnce(places.continuous, key, valueFrom, valueTo);
      options.continuous = readFlag(body, valueFrom, key);
    }
  });
  return options;
}
