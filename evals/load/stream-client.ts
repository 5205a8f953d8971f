// Asks for one streamed answer at a time on sockets of its own and measures it. Unlike the editor's client it goes through
// undici's `dispatch`: every piece is stamped as it leaves the socket, before anything looks at it. What counts as a
// delta and what as an error is decided by the same code as there.
import type { Dispatcher } from "undici";
import { hostOf, originOf } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";
import { setSystemTimer, type Timeouts, watchInactivity } from "../../core/model/inactivity.ts";
import type { WireContext } from "../../core/model/wire-errors.ts";
import { afterReading } from "./after-reading.ts";
import { openSockets } from "./dispatcher.ts";
import { startMeasurement, type Verdict } from "./measurement.ts";
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

/** What sockets are told when nobody waits for their answer any more. */
const givenUp = new ModelError("stream_cut");

type Line = {
  dispatcher: Dispatcher;
  request: Omit<Dispatcher.DispatchOptions, "body">;
  context: WireContext;
  timeouts: Timeouts;
};

function exchange(line: Line, body: string, signal: AbortSignal): Promise<Sample> {
  const { dispatcher, request, context, timeouts } = line;
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Sample>();
  let controller: Dispatcher.DispatchController | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    watch.stop();
    signal.removeEventListener("abort", abort);
  };
  const settle = ({ error }: Verdict) => {
    end();
    resolve(measurement.sample(error));
    if (error !== undefined) controller?.abort(error);
  };
  const abort = () => {
    end();
    reject(signal.reason);
    controller?.abort(givenUp);
  };
  const watch = watchInactivity(timeouts, setSystemTimer, (error) => {
    measurement.moveTo(performance.now());
    settle({ error });
  });
  signal.addEventListener("abort", abort, { once: true });
  /** Notes the moment now, and looks at what came at it when all sockets have been read. */
  const arrived = (look: () => Verdict | undefined) => {
    if (isOver) return;
    const at = performance.now();
    watch.arrived();
    watch.await();
    afterReading(() => {
      if (isOver) return;
      measurement.moveTo(at);
      const verdict = look();
      if (verdict !== undefined) settle(verdict);
    });
  };
  const measurement = startMeasurement(context, performance.now());
  dispatcher.dispatch(
    { ...request, body },
    {
      onRequestStart(started) {
        controller = started;
        if (isOver) started.abort(givenUp);
      },
      onResponseStart: (_controller, status, headers) => measurement.start(status, headers),
      onResponseData: (_controller, piece) => arrived(() => measurement.data(piece)),
      onResponseEnd: () => arrived(() => measurement.end()),
      onResponseError: (_controller, cause) => arrived(() => measurement.broken(cause)),
    },
  );
  return promise;
}
