// What the gateway itself says inside a stream of server-sent events.
import { errorBody, type GatewayError } from "../../gateway-error.ts";

/** No `[DONE]` follows it: a client must not take a failed answer for a complete one. */
export function errorEvent(error: GatewayError): Buffer {
  // JSON escapes every line end, so a message cannot end the event.
  return Buffer.from(`data: ${errorBody(error)}\n\n`);
}

/** A comment, which clients skip: it keeps what is in between from giving up on a silent connection. */
export const waitingComment = Buffer.from(": waiting\n\n");
