// Collects an answer that comes in one piece. Long ones begin to flow before they are whole, all but their end, which is
// handed back, because the audit comes first.
import type { Entry } from "../audit/entry.ts";
import type { GatewayError } from "../gateway-error.ts";
import type { Answer, AnswerReader } from "./dispatch.ts";
import { breakOf, brokeOff, keepPace, type Pace, type PaceOptions } from "./pace.ts";
import { readUsage, type WholeAnswer } from "./stream/whole-answer.ts";

export type WholeDelivery = PaceOptions & {
  entry: Entry;
  /** False where something has been sent that no JSON may follow; then what is long is refused. */
  mayFlow: boolean;
  /** Before the first piece goes out, when the length is not known yet. */
  begin(): void;
};

export type WholeEnd = {
  /** Neither captured nor sent: everything, unless it began to flow. */
  rest: Buffer;
  told: WholeAnswer;
};

/** What is longer flows on. */
const wholeBytes = 1024 * 1024;
/** Where vLLM tells usage: behind the data. */
const tailBytes = 16 * 1024;

/** Rejects with GatewayError when the upstream goes silent or breaks off, with the signal's reason when aborted. */
export function deliverWhole(answer: Answer, delivery: WholeDelivery): Promise<WholeEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<WholeEnd>();
  answer.read(new WholeReader(answer, delivery, { resolve, reject }));
  return promise;
}

type Settle = { resolve(end: WholeEnd): void; reject(error: GatewayError): void };

/** A class, because thousands are alive at once, and each would carry a closure for every function. */
class WholeReader implements AnswerReader {
  readonly #answer: Answer;
  readonly #delivery: WholeDelivery;
  readonly #settle: Settle;
  readonly #pace: Pace;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isFlowing = false;

  constructor(answer: Answer, delivery: WholeDelivery, settle: Settle) {
    this.#answer = answer;
    this.#delivery = delivery;
    this.#settle = settle;
    this.#pace = keepPace(answer, delivery);
  }

  piece(chunk: Buffer): void {
    this.#pace.moved();
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > (this.#isFlowing ? 4 * tailBytes : wholeBytes)) this.#flow();
  }

  end(): void {
    const [only] = this.#held;
    const isOne = this.#held.length === 1 && only !== undefined;
    const rest = isOne ? only : Buffer.concat(this.#held, this.#heldBytes);
    this.#settle.resolve({ rest, told: this.#isFlowing ? readTail(rest) : readUsage(rest) });
  }

  broken(error: Error): void {
    this.#settle.reject(breakOf(error));
  }

  #flow(): void {
    if (!this.#delivery.mayFlow) {
      this.#answer.abort(brokeOff());
      return;
    }
    if (!this.#isFlowing) this.#delivery.begin();
    this.#isFlowing = true;
    const all = Buffer.concat(this.#held, this.#heldBytes);
    const out = all.subarray(0, -tailBytes);
    this.#held = [all.subarray(-tailBytes)];
    this.#heldBytes = tailBytes;
    this.#delivery.entry.capture(out);
    this.#pace.write(out);
  }
}

/** The last of its fields, as an object of its own; quotes within texts are escaped, so that no text can look like it. */
function readTail(tail: Buffer): WholeAnswer {
  const at = tail.lastIndexOf('"usage":');
  if (at === -1) return { usage: undefined, finish: undefined, error: undefined };
  return readUsage(Buffer.concat([Buffer.from("{"), tail.subarray(at)]));
}
