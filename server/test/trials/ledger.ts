// What a client saw of every answer, so that it can be held against the audit afterwards: of whole answers their hash, of
// those that broke off the bytes themselves and when they came. It does not know what asks, nor what the audit says.
import { hash } from "node:crypto";

/** An answer as far as it came. */
export type Seen = {
  /** From `x-request-id`. */
  id: string;
  /** sha256 of what was asked, hex. */
  query: string;
  status: number;
  isStream: boolean;
  bytes: number;
  /** sha256 of the body, hex. */
  hash: string;
  /** The transport said that this was all. */
  isWhole: boolean;
  /** It looks complete to whoever reads it: its finish_reason is there, or its JSON is whole. */
  looksComplete: boolean;
  /** Of an answer that broke off. */
  text?: Buffer;
  /** When its bytes came, on the clock that only goes forward: how long the text was then. */
  arrivals?: readonly { at: number; bytes: number }[];
  /** When the gateway was killed that was answering. */
  killedAt?: number;
};

export type Ledger = {
  /** Requests that were sent. */
  asked: number;
  /** Of which nothing was seen, because nobody was there. */
  unanswered: number;
  readonly seen: ReadonlyMap<string, Seen>;
  /** Answers without a request id, or with one that another answer has. */
  readonly nameless: number;
  add(answer: Answer, end: { isWhole: boolean; killedAt: number | undefined }): void;
};

/** An answer that is still coming. */
export type Answer = {
  id: string | undefined;
  query: string;
  status: number;
  isStream: boolean;
  pieces: Buffer[];
  arrivals: { at: number; bytes: number }[];
};

export function createLedger(): Ledger {
  const seen = new Map<string, Seen>();
  let nameless = 0;
  return {
    asked: 0,
    unanswered: 0,
    seen,
    get nameless() {
      return nameless;
    },
    add({ id, query, status, isStream, pieces, arrivals }, { isWhole, killedAt }) {
      if (id === undefined || seen.has(id)) {
        nameless += 1;
        return;
      }
      const text = Buffer.concat(pieces);
      seen.set(id, {
        id,
        query,
        status,
        isStream,
        bytes: text.length,
        hash: hash("sha256", text),
        isWhole,
        looksComplete: looksComplete(text, isStream),
        ...(isWhole ? {} : { text, arrivals }),
        ...(isWhole || killedAt === undefined ? {} : { killedAt }),
      });
    },
  };
}

function looksComplete(text: Buffer, isStream: boolean): boolean {
  if (isStream) return /"finish_reason":\s?"/.test(text.toString("latin1"));
  try {
    JSON.parse(text.toString());
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
