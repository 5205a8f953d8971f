// Cuts an answer into tokens and decides beforehand where it ends and what a stream shows after each token: stop
// strings, stop tokens, limits, the end-of-sequence token, characters that span tokens. Knows neither time nor HTTP.

import { specialId } from "../tokenizer/special-tokens.ts";
import {
  encode,
  encodeCharacters,
  type IncrementalDecoder,
  incrementalDecoder,
} from "../tokenizer/tokenizer.ts";
import type { Delta, ScriptedAnswer, ToolDelta, ToolStyle } from "./answer.ts";
import { fillerTokens } from "./filler.ts";
import { type Segment, toolCallText, toolSegments } from "./tool-calls.ts";

export type PlanOptions = {
  route: "chat" | "completion";
  toolStyle: ToolStyle;
  newToolCallId: () => string;
  maxTokens: number;
  minTokens: number;
  ignoreEos: boolean;
  stop: readonly string[];
  stopTokenIds: readonly number[];
  includeStop: boolean;
  skipSpecialTokens: boolean;
};

export type Plan = {
  tokens: number[];
  /** What the token at the same place brings; empty where it brings nothing. */
  deltas: (readonly Delta[])[];
  finishReason: "stop" | "length" | "tool_calls";
  stopReason: string | number | null;
};

/** Tokens of the answer with what a parser shows for them; `text` marks tokens that are ordinary visible text. */
type Source = { token: number; kind: "text" | "reasoning" | "silent"; extra: readonly ToolDelta[] };

export function planAnswer(answer: ScriptedAnswer, options: PlanOptions): Plan {
  const calls = answer.toolCalls ?? [];
  const sources = [...answerTokens(answer, options), ...endTokens(options)];
  const plan: Plan = { tokens: [], deltas: [], finishReason: "length", stopReason: null };
  const visible = visibleText(options);
  const eos = endOfSequence(options.route);
  let toolDecoder: IncrementalDecoder | undefined;

  for (const { token, kind, extra } of fill(sources, options)) {
    plan.tokens.push(token);
    const mayStop = plan.tokens.length > options.minTokens;
    const isEos = token === eos && !options.ignoreEos && mayStop;
    const isStopToken = mayStop && options.stopTokenIds.includes(token);
    const isText = kind === "text" && !isEos && (!isStopToken || options.includeStop);
    const deltas: Delta[] = [];
    if (isText) {
      // Empty as well: vLLM sends a chunk for every token that is text, even while nothing of it can be shown.
      deltas.push({ content: visible.push(token, plan.tokens.length >= options.minTokens) });
    } else if (kind === "reasoning") {
      const reasoning = visible.decode(token);
      if (reasoning !== "") deltas.push({ reasoning });
    }
    for (const toolDelta of extra) {
      if (toolDelta.arguments !== pieceOfArguments) {
        deltas.push({ toolCalls: [toolDelta] });
        continue;
      }
      toolDecoder ??= incrementalDecoder({ withSpecialTokens: true });
      const piece = toolDecoder.push(token);
      if (piece !== "") deltas.push({ toolCalls: [{ index: toolDelta.index, arguments: piece }] });
    }
    plan.deltas.push(deltas);
    if (isEos || isStopToken || visible.matchedStop() !== undefined) {
      plan.finishReason =
        calls.length > 0 && answersWithCalls(options.toolStyle) ? "tool_calls" : "stop";
      plan.stopReason = isEos ? null : (visible.matchedStop() ?? token);
      break;
    }
    if (plan.tokens.length === options.maxTokens) break;
  }
  const rest = visible.end();
  if (rest !== "") plan.deltas.splice(-1, 1, [...(plan.deltas.at(-1) ?? []), { content: rest }]);
  return plan;
}

/** Named tool choice keeps the finish reason `stop`. */
function answersWithCalls(style: ToolStyle): boolean {
  return style === "parsed" || style === "required";
}

export function endOfSequence(route: "chat" | "completion"): number {
  return specialId(route === "chat" ? "<|im_end|>" : "<|endoftext|>");
}

/** Stands in a source for "this token's own text", which only decoding in order can tell. */
const pieceOfArguments = "\u0000piece";

function answerTokens(answer: ScriptedAnswer, options: PlanOptions): Source[] {
  const { toolStyle, newToolCallId } = options;
  const calls = answer.toolCalls ?? [];
  const reasoning = answer.reasoning === undefined ? [] : encode(answer.reasoning);
  const unparsed = toolStyle === "unparsed" ? toolCallText(calls) : "";
  const isConstrained = toolStyle === "named" || toolStyle === "required";
  const text = isConstrained && calls.length > 0 ? "" : answer.text + unparsed;
  const segments = toolStyle === "unparsed" ? [] : toolSegments(calls, toolStyle, newToolCallId);
  return [
    ...reasoning.map((token): Source => ({ token, kind: "reasoning", extra: [] })),
    ...(reasoning.length > 0
      ? [{ token: specialId("</think>"), kind: "silent" as const, extra: [] }]
      : []),
    ...(answer.spellsMarks ? encodeCharacters : encode)(text).map(
      (token): Source => ({ token, kind: "text", extra: [] }),
    ),
    ...(calls.length > 0 ? segments.flatMap(segmentTokens) : []),
  ];
}

function segmentTokens(segment: Segment): Source[] {
  const tokens = encode(segment.text);
  return tokens.map((token, position) => {
    const extra = [
      ...(position === 0 ? (segment.first ?? []) : []),
      ...(segment.argumentsOf === undefined
        ? []
        : [{ index: segment.argumentsOf, arguments: pieceOfArguments }]),
      ...(position === tokens.length - 1 ? (segment.last ?? []) : []),
    ];
    return { token, kind: "silent", extra };
  });
}

function endTokens({ route }: PlanOptions): Source[] {
  return [{ token: endOfSequence(route), kind: "text", extra: [] }];
}

/** Goes on with filler where the request forbids the answer to end. */
function* fill(sources: readonly Source[], options: PlanOptions): Generator<Source> {
  const end = sources.length - 1;
  yield* sources.slice(0, end);
  const wanted = options.ignoreEos ? options.maxTokens : options.minTokens;
  const filler = fillerTokens();
  for (let count = end; count < wanted; count += 1) {
    yield { token: filler.next().value, kind: "text", extra: [] };
  }
  yield* sources.slice(end);
}

/** The text a client may see after each token: it holds back what could still become a stop string. */
function visibleText({ stop, includeStop, skipSpecialTokens }: PlanOptions) {
  const decoder = incrementalDecoder({ withSpecialTokens: !skipSpecialTokens });
  const heldBack = includeStop ? 0 : Math.max(0, ...stop.map((text) => text.length - 1));
  const longest = Math.max(0, ...stop.map((text) => text.length));
  let text = "";
  let shown = 0;
  let matched: string | undefined;

  const show = (until: number): string => {
    const piece = text.slice(shown, Math.max(until, shown));
    shown = Math.max(until, shown);
    return piece;
  };
  return {
    decode: (token: number) => decoder.push(token),
    push(token: number, mayMatch: boolean): string {
      const added = decoder.push(token);
      const searchFrom = Math.max(0, text.length - longest);
      text += added;
      const hit = mayMatch ? firstStop(text, stop, searchFrom) : undefined;
      if (hit !== undefined) {
        matched = hit.stop;
        text = text.slice(0, includeStop ? hit.at + hit.stop.length : hit.at);
        return show(text.length);
      }
      return show(text.length - heldBack);
    },
    matchedStop: () => matched,
    end: () => (matched === undefined ? show(text.length) + decoder.end() : ""),
  };
}

function firstStop(text: string, stop: readonly string[], from: number) {
  const hits = stop
    .map((candidate) => ({ stop: candidate, at: text.indexOf(candidate, from) }))
    .filter(({ at }) => at >= 0);
  return hits.sort((left, right) => left.at - right.at)[0];
}
