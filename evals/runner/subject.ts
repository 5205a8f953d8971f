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

const defaultRetryDelaysMs = [500, 1000, 2000, 4000];

/** A failure with the codes of the tries before it. */
export class AskFailure extends Error {
  readonly code: ModelError["code"];
  readonly isRetryable: boolean;
  readonly retried: readonly string[];

  constructor(error: ModelError, retried: readonly string[]) {
    super(error.message, { cause: error });
    this.name = "AskFailure";
    this.code = error.code;
    this.isRetryable = error.isRetryable;
    this.retried = retried;
  }
}

export function createSubject(options: SubjectOptions): Subject {
  const { client, model, contextWindow, retryDelaysMs = defaultRetryDelaysMs } = options;
  return {
    contextWindow,
    countTokens: async (text, signal) => (await client.tokenize(model, text, signal))?.length,
    async ask(question, signal) {
      const retried: string[] = [];
      for (;;) {
        try {
          const answer = await answerTo(options, question, signal);
          return exchangeOf(options.as, question, answer, retried);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof ModelError)) throw error;
          const delayMs = retryDelaysMs[retried.length];
          if (!error.isRetryable || delayMs === undefined) throw new AskFailure(error, retried);
          retried.push(error.code);
          await pause(delayMs, signal);
        }
      }
    },
  };
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
