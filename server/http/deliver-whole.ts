// Collects an answer that comes in one piece. Long ones begin to flow before they are whole, all but their end, which is
// handed back, because the audit comes first.
import type { Entry } from "../audit/entry.ts";
import type { Answer } from "./dispatch.ts";
import { breakOf, brokeOff, keepPace, type PaceOptions } from "./pace.ts";
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
  const { entry } = delivery;
  const { promise, resolve, reject } = Promise.withResolvers<WholeEnd>();
  const pace = keepPace(answer, delivery);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isFlowing = false;
  const flow = () => {
    if (!delivery.mayFlow) return answer.abort(brokeOff());
    if (!isFlowing) delivery.begin();
    isFlowing = true;
    const all = Buffer.concat(held, heldBytes);
    const out = all.subarray(0, -tailBytes);
    held = [all.subarray(-tailBytes)];
    heldBytes = tailBytes;
    entry.capture(out);
    pace.write(out);
  };
  answer.read({
    piece(chunk) {
      pace.moved();
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes > (isFlowing ? 4 * tailBytes : wholeBytes)) flow();
    },
    end() {
      const [only] = held;
      const rest = held.length === 1 && only !== undefined ? only : Buffer.concat(held, heldBytes);
      resolve({ rest, told: isFlowing ? readTail(rest) : readUsage(rest) });
    },
    broken: (error) => reject(breakOf(error)),
  });
  return promise;
}

/** The last of its fields, as an object of its own; quotes within texts are escaped, so that no text can look like it. */
function readTail(tail: Buffer): WholeAnswer {
  const at = tail.lastIndexOf('"usage":');
  if (at === -1) return { usage: undefined, finish: undefined, error: undefined };
  return readUsage(Buffer.concat([Buffer.from("{"), tail.subarray(at)]));
}
