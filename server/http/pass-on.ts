// Tells the client of the last failure when there is nobody else to ask: what the upstream itself said, or what kept it from
// saying anything.
import type { GatewayError } from "../gateway-error.ts";
import { type Ending, endingOf } from "./ending.ts";
import { eventOf } from "./late-event.ts";
import { headersToClient } from "./pass-headers.ts";
import type { Serving } from "./run.ts";
import { errorEvent } from "./stream/error-event.ts";

/** Nothing of an answer has reached the client. */
export type Failure = {
  mayRetry: boolean;
  /** No byte of the request has left. */
  isUnsent?: boolean;
  error: GatewayError;
  /** What the upstream itself said. */
  answer?: { status: number; type: string; body: Buffer; isSimulated: boolean };
};

/** The last failure, when there is nobody else to ask. */
export function passOn({ error, answer }: Failure, { run, begin }: Serving): Ending {
  const { client, id } = run;
  const isStream = run.facts.stream;
  if (answer === undefined) return endingOf(error, { id, client, wasSent: run.wasSent, isStream });
  const { status, type, body, isSimulated } = answer;
  if (client.hasBegun) {
    const event = eventOf(body) ?? errorEvent(error);
    return {
      outcome: "failed",
      status: 200,
      error: error.code,
      captured: event,
      release: () => client.end(event),
    };
  }
  return {
    outcome: "failed",
    status,
    error: error.code,
    captured: body,
    release() {
      begin(status, headersToClient(id, { type, isSimulated, length: body.length }));
      client.end(body);
    },
  };
}
