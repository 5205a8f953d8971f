// How a measurement reaches its endpoint: over sockets like those of a load test, so that questions and load go the same
// way, by the proxy that the environment names or by none. Not by Node's own `fetch`: that one connects to a proxy which
// hangs up again and again, thousands of times a second, until somebody ends the process.
import { type Dispatcher, fetch } from "undici";
import { hostOf, originOf } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { Fetch } from "../../core/model/exchange.ts";
import { errorFromNetwork } from "../../core/model/network-errors.ts";
import { type Environment, openSockets, proxyFor } from "../load/dispatcher.ts";

export type EndpointSockets = {
  fetch: Fetch;
  /** Host and port of the proxy in between. */
  proxy: string | undefined;
  /** Ends what still waits for a proxy or a server. */
  destroy(): Promise<void>;
};

/** @param url base URL, normalized. @throws ModelError when the environment names a proxy by no URL */
export function openEndpointSockets(url: string, environment: Environment): EndpointSockets {
  const origin = originOf(url);
  const address = proxyFor(origin, environment);
  const proxy = address === undefined ? undefined : proxyHost(address, url);
  const { dispatcher } = openSockets(origin, undefined, environment);
  return {
    fetch: proxy === undefined ? fetchBy(dispatcher) : namingProxy(fetchBy(dispatcher), proxy, url),
    proxy,
    destroy: () => dispatcher.destroy(),
  };
}

function fetchBy(dispatcher: Dispatcher): Fetch {
  // The web's own types and undici's say the same of everything that is sent and read here.
  return (url, init) =>
    fetch(url, { ...init, dispatcher } as never) as unknown as ReturnType<Fetch>;
}

/** Its text may hold a password: where it is no URL, nobody can tell which part does. */
function proxyHost(address: string, url: string): string {
  if (URL.canParse(address)) {
    const { protocol, host } = new URL(address);
    if (protocol === "http:" || protocol === "https:") return host;
  }
  throw new ModelError("unreachable", {
    detail: `${hostOf(url)} through a proxy whose address is no http:// URL`,
  });
}

/** What fails before the endpoint itself is reached, is the proxy's matter; its certificate and its answers are not. */
const atProxy: Partial<Record<ModelError["code"], string>> = {
  unreachable: "",
  refused: ", where nothing is listening,",
  dns: ", whose name could not be resolved,",
};

function namingProxy(inner: Fetch, proxy: string, url: string): Fetch {
  return async (target, init) => {
    try {
      return await inner(target, init);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      const why = atProxy[errorFromNetwork(error, proxy, false).code];
      if (why === undefined) throw error;
      const detail = `${hostOf(url)} through the proxy ${proxy}${why}`;
      throw new ModelError("unreachable", { detail, cause: error });
    }
  };
}
