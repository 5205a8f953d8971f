// Asks for one streamed answer at a time on sockets of its own and measures it. Unlike the editor's client it goes through
// undici's `dispatch`: every piece is stamped as it leaves the socket, before anything looks at it. What counts as a
// delta and what as an error is decided by the same code as there.
import type { Dispatcher } from "undici";
import { AnswerFold } from "../../core/model/answer-fold.ts";
import { hostOf, originOf } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";
import { setSystemTimer, type Timeouts, watchInactivity } from "../../core/model/inactivity.ts";
import { errorFromNetwork } from "../../core/model/network-errors.ts";
import { startStopwatch } from "../../core/model/timing.ts";
import type { WireContext } from "../../core/model/wire-errors.ts";
import { openSockets } from "./dispatcher.ts";
import { readResponse } from "./read-response.ts";
import type { Sample } from "./sample.ts";

export type LoadRoute = "/v1/completions" | "/v1/chat/completions";

export type StreamClient = {
  isProxied: boolean;
  /** A request that fails is a sample with an error. @throws only the signal's reason */
  ask(body: Record<string, unknown>, signal: AbortSignal): Promise<Sample>;
  /** Closes every socket at once. */
  close(): Promise<void>;
};

export type StreamClientOptions = {
  /** The endpoint's base URL. */
  url: string;
  apiKey: string | undefined;
  model: string;
  route: LoadRoute;
  /** The most sockets; undefined for as many as are asked for at once. */
  connections?: number;
  timeouts: Timeouts;
};

export function openStreamClient(options: StreamClientOptions): StreamClient {
  const { url, apiKey, model, route, connections, timeouts } = options;
  const { dispatcher, isProxied } = openSockets(originOf(url), connections);
  const context: WireContext = {
    host: hostOf(url),
    model,
    ...(apiKey === undefined ? {} : { apiKey }),
  };
  const target = new URL(`${url}${route.replace("/v1", "")}`);
  const request: Omit<Dispatcher.DispatchOptions, "body"> = {
    origin: target.origin,
    path: target.pathname,
    method: "POST",
    headers: headersFor(apiKey),
  };
  return {
    isProxied,
    ask: (body, signal) =>
      exchange(
        { dispatcher, request, context, timeouts },
        JSON.stringify({ ...body, model }),
        signal,
      ),
    close: () => dispatcher.destroy(),
  };
}

/** @throws ModelError `unauthorized` for a key that no header can carry; the runtime's own complaint would quote it */
export function headersFor(apiKey: string | undefined): Record<string, string> {
  if (apiKey !== undefined && !/^[\x21-\x7e]*$/.test(apiKey)) throw new ModelError("unauthorized");
  return {
    accept: "text/event-stream",
    "content-type": "application/json",
    "x-tandem-task": "batch",
    ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
  };
}

type Line = {
  dispatcher: Dispatcher;
  request: Omit<Dispatcher.DispatchOptions, "body">;
  context: WireContext;
  timeouts: Timeouts;
};

function exchange(line: Line, body: string, signal: AbortSignal): Promise<Sample> {
  const { dispatcher, request, context, timeouts } = line;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let isOver = false;
    const sentAt = performance.now();
    // All that one piece of the stream brought came at the same moment.
    let now = sentAt;
    const stopwatch = startStopwatch(() => now);
    const fold = new AnswerFold(context.model ?? "");
    const reader = readResponse({ context, stopwatch, fold });
    const end = () => {
      isOver = true;
      watch.stop();
      signal.removeEventListener("abort", abort);
    };
    const settle = (error: ModelError | undefined) => {
      if (isOver) return;
      end();
      const timing = stopwatch.finish(fold.usage?.completionTokens);
      resolve({ sentAt, endedAt: now, timing, usage: fold.usage, error });
      if (error !== undefined) controller?.abort(error);
    };
    const abort = () => {
      if (isOver) return;
      end();
      reject(signal.reason);
      controller?.abort(new ModelError("stream_cut"));
    };
    const watch = watchInactivity(timeouts, setSystemTimer, (expired) => {
      now = performance.now();
      settle(expired);
    });
    signal.addEventListener("abort", abort, { once: true });
    dispatcher.dispatch(
      { ...request, body },
      {
        onRequestStart(started) {
          controller = started;
          if (isOver) started.abort(new ModelError("stream_cut"));
        },
        onResponseStart: (_controller, status, headers) => reader.start(status, headers),
        onResponseData(_controller, piece) {
          now = performance.now();
          watch.arrived();
          const error = reader.data(piece);
          if (error === undefined) watch.await();
          else settle(error);
        },
        onResponseEnd() {
          now = performance.now();
          settle(reader.end());
        },
        onResponseError(_controller, cause) {
          now = performance.now();
          // What breaks after the server has said why the answer ended takes nothing from it.
          settle(
            fold.finishReason === undefined
              ? errorFromNetwork(cause, context.host, reader.hasStarted())
              : reader.end(),
          );
        },
      },
    );
  });
}
