// Asks a gateway so many times a second, chats and completions, streamed and whole, of the models `paced` and
// `instant`, and keeps a ledger of what came back. It
// can be held while nobody is there to ask; it does not know why.
import { hash } from "node:crypto";
import { type Dispatcher, Pool } from "undici";
import type { Random } from "../../../evals/random.ts";
import { type Answer, createLedger, type Ledger } from "./ledger.ts";

export type SteadyLoad = {
  readonly ledger: Ledger;
  /** Sends no more for now; what is under way goes on. */
  hold(): void;
  goOn(): void;
  /** The gateway is dead from here on: what breaks off now broke off because of that. */
  killed(): void;
  /** Sends no more and resolves when everything has ended. */
  finish(): Promise<void>;
};

export type SteadyLoadOptions = {
  origin: string;
  key: string;
  perSecond: number;
  random: Random;
};

type Question = { path: string; isStream: boolean; body: string };

const tickMs = 5;

export function startLoad(options: SteadyLoadOptions): SteadyLoad {
  const { origin, key, perSecond } = options;
  const ledger = createLedger();
  const pool = new Pool(origin, { connections: null, pipelining: 1, headersTimeout: 0 });
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const underWay = new Set<Promise<void>>();
  let isHeld = false;
  let killedAt: number | undefined;
  let dueFrom = performance.now();

  const ask = () => {
    ledger.asked += 1;
    const { path, isStream, body } = draw(options, ledger.asked);
    const { promise, resolve } = Promise.withResolvers<void>();
    const from = performance.now();
    const settle = (answer: Answer | undefined, isWhole: boolean) => {
      if (answer === undefined) ledger.unanswered += 1;
      // Only what was asked before the kill can have been broken by it.
      const end = { isWhole, killedAt: (killedAt ?? 0) > from ? killedAt : undefined };
      if (answer !== undefined) ledger.add(answer, end);
      underWay.delete(promise);
      resolve();
    };
    underWay.add(promise);
    pool.dispatch({ method: "POST", path, headers, body }, reader({ isStream, body }, settle));
  };
  const timer = setInterval(() => {
    if (isHeld) return;
    for (; dueFrom <= performance.now(); dueFrom += 1000 / perSecond) ask();
  }, tickMs);
  return {
    ledger,
    hold() {
      isHeld = true;
    },
    goOn() {
      isHeld = false;
      dueFrom = performance.now();
    },
    killed() {
      killedAt = performance.now();
    },
    async finish() {
      clearInterval(timer);
      await Promise.all(underWay);
      await pool.close();
    },
  };
}

function reader(
  { isStream, body }: Pick<Question, "isStream" | "body">,
  settle: (answer: Answer | undefined, isWhole: boolean) => void,
): Dispatcher.DispatchHandler {
  let answer: Answer | undefined;
  let bytes = 0;
  return {
    onRequestStart() {},
    onResponseStart(_controller, status, headers) {
      const { "x-request-id": id } = headers;
      answer = {
        id: typeof id === "string" ? id : undefined,
        query: hash("sha256", body),
        status,
        isStream: isStream && status === 200,
        pieces: [],
        arrivals: [],
      };
    },
    onResponseData(_controller, piece) {
      bytes += piece.length;
      answer?.pieces.push(piece);
      answer?.arrivals.push({ at: performance.now(), bytes });
    },
    onResponseEnd: () => settle(answer, true),
    onResponseError: () => settle(answer, false),
  };
}

const chat = "/v1/chat/completions";
const completions = "/v1/completions";

/**
 * How many of a hundred, and how long their answers are at most. Of the two models one takes its time, so that kills fall
 * into the middle of answers; the other takes none, so that answers are there as soon as the audit has the question.
 */
const mix = [
  { share: 30, path: chat, isStream: true, model: "paced", isLong: false, tokens: 48 },
  // Long enough for their beginning to be recorded before their end.
  { share: 10, path: chat, isStream: true, model: "paced", isLong: true, tokens: 320 },
  { share: 10, path: completions, isStream: true, model: "paced", isLong: false, tokens: 32 },
  { share: 5, path: completions, isStream: false, model: "paced", isLong: false, tokens: 16 },
  { share: 10, path: chat, isStream: false, model: "instant", isLong: false, tokens: 8 },
  { share: 35, path: chat, isStream: true, model: "instant", isLong: false, tokens: 8 },
];

function draw({ random }: SteadyLoadOptions, number: number): Question {
  let at = random.int(0, 99);
  const kind = mix.find(({ share }) => {
    at -= share;
    return at < 0;
  });
  if (kind === undefined) throw new RangeError("The shares do not add up to a hundred.");
  const { path, isStream, model, isLong, tokens } = kind;
  const text = `Question ${number}. ${"const total = sum(prices);\n".repeat(random.int(1, 12))}`;
  const content = isLong ? `${text} simulator: long answer` : text;
  const asked = path === chat ? { messages: [{ role: "user", content }] } : { prompt: text };
  const body = JSON.stringify({ model, ...asked, max_tokens: tokens, stream: isStream });
  return { path, isStream, body };
}
