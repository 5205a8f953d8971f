// Puts questions to a model by the very client the editor uses, at temperature 0. Transport errors are tried again and
// counted; an answer never is, however wrong.
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../../core/model/answer.ts";
import type { ModelClient } from "../../core/model/client.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { ChatMessage, ChatRequest } from "../../core/model/request.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Question, Subject } from "./solver.ts";

export type SubjectOptions = {
  client: Pick<ModelClient, "streamChat" | "tokenize">;
  model: string;
  as: Exchange["to"];
  seed: number;
  contextWindow: number | undefined;
  /** Waits between tries, in ms; their number is the number of tries after the first. */
  retryDelaysMs?: readonly number[];
};

export const sampling = { temperature: 0, topP: 1 } as const;

/** Half a minute in all: endpoints that limit their rate count by the minute. */
const defaultRetryDelaysMs = [500, 1000, 2000, 4000, 8000, 16_000];

/** A failure with the codes of the tries before it. `message` is what happened; what to do depends on who reads it. */
export class AskFailure extends Error {
  readonly code: ModelError["code"];
  readonly retried: readonly string[];

  constructor(error: ModelError, retried: readonly string[]) {
    super(error.summary, { cause: error });
    this.name = "AskFailure";
    this.code = error.code;
    this.retried = retried;
  }
}

export function createSubject(options: SubjectOptions): Subject {
  const { client, model, contextWindow } = options;
  return {
    contextWindow,
    async countTokens(text, signal) {
      const counting = () => client.tokenize(model, text, signal);
      return (await insistently(counting, options, signal)).result?.length;
    },
    async ask(question, signal) {
      const asking = () => answerTo(options, question, signal);
      const { result, retried } = await insistently(asking, options, signal);
      return exchangeOf(options.as, question, result, retried);
    },
  };
}

/** @throws AskFailure when no try succeeds, the signal's reason when aborted */
async function insistently<T>(
  attempt: () => Promise<T>,
  { retryDelaysMs = defaultRetryDelaysMs }: SubjectOptions,
  signal: AbortSignal,
): Promise<{ result: T; retried: string[] }> {
  const retried: string[] = [];
  for (;;) {
    try {
      return { result: await attempt(), retried };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ModelError)) throw error;
      const delayMs = retryDelaysMs[retried.length];
      // Silence lasts for minutes already; a second time is enough.
      const isSilent = error.code === "timeout_first_byte" && retried.includes(error.code);
      if (!error.isRetryable || isSilent || delayMs === undefined) {
        throw new AskFailure(error, retried);
      }
      retried.push(error.code);
      await pause(delayMs, signal);
    }
  }
}

/** @throws the signal's reason when aborted */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

async function answerTo(
  { client, model, as, seed }: SubjectOptions,
  { conversation, added: _added, ...rest }: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const request: ChatRequest = {
    task: as === "judge" ? "judge" : "eval",
    model,
    messages: [...conversation],
    seed,
    ...sampling,
    ...rest,
  };
  for await (const event of client.streamChat(request, signal)) {
    if (event.kind === "end") return event.answer;
  }
  throw new ModelError("stream_cut");
}

function exchangeOf(
  to: Exchange["to"],
  { conversation, added }: Question,
  answer: Answer,
  retried: string[],
): Exchange {
  const { text, reasoning, toolCalls, finishReason, model, isSimulated, usage } = answer;
  const { firstEventMs, ttftMs, tpotMs, e2elMs } = answer.timing;
  return {
    to,
    sent: conversation.slice(conversation.length - added).map(plainMessage),
    text,
    ...(reasoning === "" ? {} : { reasoning }),
    toolCalls,
    finishReason,
    model,
    isSimulated,
    ...(usage === undefined ? {} : { usage }),
    timing: {
      ...(firstEventMs === undefined ? {} : { firstEventMs: rounded(firstEventMs) }),
      ...(ttftMs === undefined ? {} : { ttftMs: rounded(ttftMs) }),
      ...(tpotMs === undefined ? {} : { tpotMs: rounded(tpotMs) }),
      e2elMs: rounded(e2elMs),
    },
    retried,
  };
}

function plainMessage(message: ChatMessage): Exchange["sent"][number] {
  return message;
}

/** Microseconds are what a file needs. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
