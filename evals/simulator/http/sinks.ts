// The two ways an answer leaves: token by token as server-sent events, or collected into one body.
import type { ServerResponse } from "node:http";
import type { Delta } from "../generation/answer.ts";
import { fullUsage, streamUsage, type TokenCounts } from "../protocol/usage.ts";
import type { Context } from "./context.ts";
import { openEventStream } from "./event-stream.ts";
import type { Choice, Prepared } from "./prepared.ts";
import { sendJson } from "./reply.ts";

export type Sink = {
  /** Token number `at` of that choice is there. */
  token(position: number, at: number): void;
  /** Sends what is queued. */
  flush(): void;
  /** The answer is complete. */
  end(): void;
  /** Sends raw event data; does nothing for a whole answer. */
  event(data: string): void;
  /** Ends the stream as it is. */
  cut(): void;
};

type Out = { response: ServerResponse; counts: () => TokenCounts };

export function streamedAnswer(
  prepared: Prepared,
  context: Context,
  { response, counts }: Out,
): Sink {
  const { options } = context;
  const { sampling, choices } = prepared;
  // The headers leave as soon as the request is accepted; the first event waits for the engine's first output.
  const stream = openEventStream(response, options);
  let isOpened = false;
  const sentUpTo = choices.map(() => 0);
  const withDetails = options.enablePromptTokensDetails;

  /** What goes along with a chunk is counted for its own choice; only the last event knows all of them. */
  const send = (chunk: Record<string, unknown>, choice: Choice, completionTokens: number) => {
    const own = { promptTokens: choice.promptTokens.length, completionTokens, cachedTokens: 0 };
    const usage = sampling.continuousUsage ? { usage: streamUsage(own, false) } : {};
    stream.send(JSON.stringify({ ...chunk, ...usage }));
  };
  const openChoices = () => {
    if (isOpened) return;
    isOpened = true;
    for (const choice of choices) {
      const opening = prepared.opening(choice.index);
      if (opening !== undefined) send(opening, choice, 0);
    }
  };

  return {
    token(position, at) {
      openChoices();
      const choice = choices[position];
      const from = sentUpTo[position] ?? 0;
      const isLast = at + 1 === choice?.plan.tokens.length;
      const isDue = at === 0 || isLast || at + 1 - from >= options.streamInterval;
      if (choice === undefined || !isDue) return;
      sentUpTo[position] = at + 1;
      for (const chunk of chunksOf(choice, from, at + 1)) {
        send(prepared.chunk(chunk), choice, at + 1);
      }
    },
    flush: () => stream.flush(),
    end() {
      if (sampling.includeUsage) {
        stream.send(JSON.stringify(prepared.usage(streamUsage(counts(), withDetails))));
      }
      stream.send("[DONE]");
      stream.end();
    },
    event: (data) => stream.send(data),
    cut: () => stream.end(),
  };
}

export function wholeAnswerSink(
  prepared: Prepared,
  context: Context,
  { response, counts }: Out,
): Sink {
  const nothing = () => undefined;
  return {
    token: nothing,
    flush: nothing,
    event: nothing,
    cut: nothing,
    end() {
      const usage = fullUsage(counts(), context.options.enablePromptTokensDetails);
      const pieces = prepared.choices.map(({ index, plan }) => ({
        index,
        deltas: plan.deltas.flat(),
        tokens: plan.tokens,
        ending: plan,
      }));
      sendJson(response, 200, prepared.whole(pieces, usage));
    },
  };
}

/** The chunks for tokens `from` to `to` of a choice: neighbouring texts become one, tool deltas stay apart. */
function chunksOf({ index, plan }: Choice, from: number, to: number) {
  const tokens = plan.tokens.slice(from, to);
  const deltas = plan.deltas.slice(from, to).flat().reduce<Delta[]>(joinText, []);
  const isEnd = to === plan.tokens.length;
  if (isEnd && deltas.length === 0) {
    deltas.push(plan.finishReason === "tool_calls" ? {} : { content: "" });
  }
  return deltas.map((delta, position) => ({
    index,
    delta,
    tokens: position === 0 ? tokens : [],
    ...(isEnd && position === deltas.length - 1 ? { ending: plan } : {}),
  }));
}

function joinText(deltas: Delta[], next: Delta): Delta[] {
  const last = deltas.at(-1);
  if (last?.content !== undefined && next.content !== undefined) {
    return [...deltas.slice(0, -1), { content: last.content + next.content }];
  }
  if (last?.reasoning !== undefined && next.reasoning !== undefined) {
    return [...deltas.slice(0, -1), { reasoning: last.reasoning + next.reasoning }];
  }
  return [...deltas, next];
}
