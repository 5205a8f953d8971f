// Which headers cross the gateway, in both directions: lists of what may pass, so that nothing a client invents reaches an
// upstream, and nothing an upstream tells about itself reaches a client.
import type { IncomingHttpHeaders } from "node:http";
import { isEventStream } from "./stream/watch-stream.ts";

/** Names and values in turn, as both undici and node:http take them. */
export type HeaderList = string[];

/** None of the client's own headers is among them. */
export function headersToUpstream({
  id,
  isStream,
  authorization,
}: {
  id: string;
  isStream: boolean;
  authorization: string | undefined;
}): HeaderList {
  const headers = [
    "content-type",
    "application/json",
    "accept",
    isStream ? "text/event-stream" : "application/json",
    // What is compressed in between comes late.
    "accept-encoding",
    "identity",
    "x-request-id",
    id,
  ];
  if (authorization !== undefined) headers.push("authorization", authorization);
  return headers;
}

/** `length` where it is known before the first byte. */
export function headersToClient(
  id: string,
  answer: { type: string; isSimulated: boolean; length?: number },
): HeaderList {
  const headers = ["content-type", answer.type, "x-request-id", id];
  if (answer.isSimulated) headers.push("x-simulated", "true");
  if (answer.length !== undefined) headers.push("content-length", String(answer.length));
  if (isEventStream(answer.type)) {
    headers.push("cache-control", "no-cache, no-transform", "x-accel-buffering", "no");
  }
  return headers;
}

export const eventStreamType = "text/event-stream; charset=utf-8";

export function contentTypeOf(headers: IncomingHttpHeaders): string {
  return headers["content-type"] ?? "application/octet-stream";
}
