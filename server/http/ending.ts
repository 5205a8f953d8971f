// How an exchange ends: what is recorded of it, and what is sent once that is durable. It does not know how it came to it.
import type { RequestEnd } from "../audit/entry.ts";
import { errorBody, GatewayError, type GatewayErrorCode } from "../gateway-error.ts";
import { type Client, refuse } from "./client.ts";
import { errorEvent } from "./stream/error-event.ts";

export type Ending = Pick<RequestEnd, "outcome" | "status"> & {
  error?: GatewayErrorCode;
  /** What is sent last, for the record; captured already when it is undefined. */
  captured?: Buffer;
  /** Sends it. */
  release(): void;
};

/** What became of an exchange on its way that matters to how an error is told. */
export type Way = { id: string; client: Client; wasSent: boolean; isStream: boolean };

/** An error of the gateway, or the client's leaving. */
export function endingOf(error: GatewayError, { id, client, wasSent, isStream }: Way): Ending {
  const { code } = error;
  if (code === "client_gone") {
    return { outcome: "aborted", status: 499, error: code, release: () => client.cut() };
  }
  const outcome =
    code === "shutting_down" && wasSent ? "interrupted" : wasSent ? "failed" : "refused";
  if (!client.hasBegun) {
    return {
      outcome,
      status: error.status,
      error: code,
      captured: Buffer.from(errorBody(error)),
      release: () => refuse(client, id, error),
    };
  }
  // A part of JSON is nothing an error could follow.
  if (!isStream) return { outcome, status: 200, error: code, release: () => client.cut() };
  const event = errorEvent(error);
  return { outcome, status: 200, error: code, captured: event, release: () => client.end(event) };
}

/** Anything that was not meant for clients is told as this. */
export function internalError(): GatewayError {
  return new GatewayError(
    "internal",
    "Something went wrong in the gateway. Try again; its log says more to whoever runs it.",
  );
}
