// Everything that can go wrong on purpose: chosen per request by header or for the whole server on the command line.
// A fault that strikes before the answer is produced happens here; one in mid-stream is told when.
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fault, type FaultKind, parseFault } from "../options.ts";
import { badRequest, engineBusy, errorBody, internalError } from "../protocol/errors.ts";
import { pythonJson } from "../protocol/python-text.ts";
import type { Context } from "./context.ts";
import { sendError, sendJson, sendText } from "./reply.ts";
import type { Sink } from "./sinks.ts";

export const faultHeader = "x-simulator-fault";

const midStream: readonly FaultKind[] = ["reset", "error-event", "stall", "truncate"];

export function strikesMidStream(fault: Fault): boolean {
  return midStream.includes(fault.kind);
}

/**
 * The fault this request suffers: its own header wins over the command line.
 * @throws RequestRejected when the header names no fault.
 */
export function faultFor(request: IncomingMessage, context: Context): Fault | undefined {
  const header = request.headers[faultHeader];
  if (typeof header === "string") {
    const fault = parseFault(header);
    if (fault === undefined) throw badRequest(`${faultHeader} names no fault: ${header}`);
    return fault;
  }
  if (context.options.faults.length === 0) return undefined;
  const count = context.countRequest();
  return context.options.faults.find(({ every = 1 }) => count % every === 0);
}

/** Lets a fault strike before anything is computed; true when the request is answered by it. */
export async function strikeFirst(
  fault: Fault,
  { profile, clock }: Context,
  response: ServerResponse,
): Promise<boolean> {
  switch (fault.kind) {
    case "refuse":
      response.socket?.destroy();
      return true;
    case "401":
      sendJson(response, 401, { error: "Unauthorized" });
      return true;
    case "503":
      sendError(response, engineBusy, profile);
      return true;
    case "200-error":
      sendJson(response, 200, errorBody(internalError, profile));
      return true;
    case "html":
      sendText(response, {
        status: 200,
        type: "text/html; charset=utf-8",
        text: "<!doctype html><title>Sign in</title><p>This is no inference server.</p>",
      });
      return true;
    case "slow-first-byte":
      await new Promise<void>((resolve) => {
        const cancel = clock.at(clock.nowMs() + (fault.after ?? 10_000), resolve);
        response.once("close", () => {
          cancel();
          resolve();
        });
      });
      return response.destroyed;
    default:
      return false;
  }
}

/** So long the bytes sent before a reset get to reach the client, which a reset would otherwise overtake. */
const resetDelayMs = 20;

export function strikeMidStream(
  fault: Fault,
  { profile, clock }: Context,
  { response, isStream, sink }: { response: ServerResponse; isStream: boolean; sink: Sink },
): void {
  switch (fault.kind) {
    case "reset":
      clock.at(clock.nowMs() + resetDelayMs, () => response.socket?.resetAndDestroy());
      return;
    case "error-event":
      if (!isStream) {
        sendError(response, internalError, profile);
        return;
      }
      sink.event(pythonJson(errorBody(internalError, profile)));
      sink.event("[DONE]");
      sink.cut();
      return;
    case "truncate":
      if (isStream) sink.cut();
      else response.socket?.destroy();
      return;
    default:
      // A stall: the connection stays open and nothing more comes.
      return;
  }
}
