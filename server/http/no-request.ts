// Answers what never became a request: bytes that are no HTTP, headers without end, and clients that stop in the middle.
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { errorBody, GatewayError } from "../gateway-error.ts";

/** Together with the request line; everything a client needs to say fits many times. */
export const maxHeaderBytes = 16 * 1024;

export function answerNoRequest(error: Error & { code?: string }, socket: Socket): void {
  // As in Node's own handler: what an answer is being written to cannot take another one.
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: ServerResponse };
  if (error.code === "ECONNRESET" || !socket.writable || answer?.headersSent === true) {
    socket.destroy();
    return;
  }
  const refusal = refusalOf(error.code);
  const body = errorBody(refusal);
  socket.end(
    `HTTP/1.1 ${refusal.status} \r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function refusalOf(code: string | undefined): GatewayError {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new GatewayError(
        "headers_too_large",
        `The headers are longer than ${maxHeaderBytes / 1024} kB together; what is long belongs into the body.`,
      );
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new GatewayError("request_timeout", "The request took too long to arrive.");
    default:
      return new GatewayError("bad_request", "This is no HTTP request.");
  }
}
