// One vLLM server as the rest of the gateway knows it: how to send to it, what it serves, and whether it can be used now.
import type { Pool } from "undici";
import type { UpstreamConfig } from "../../core/protocol/gateway-config.ts";
import type { CircuitState } from "./circuit.ts";

export type ServedCard = {
  id: string;
  root: string | undefined;
  ownedBy: string;
  /** Tokens; as told by the server. */
  maxModelLen: number | undefined;
  /** Seconds since the epoch; as told by the server. */
  created?: number | undefined;
};

export type Upstream = {
  readonly name: string;
  readonly config: UpstreamConfig;
  /** Never queues: as many connections as there are requests. */
  readonly pool: Pool;
  /** Path of the base URL, such as `/v1`. */
  readonly basePath: string;
  /** `Bearer …`; never logged. */
  readonly authorization: string | undefined;
  /** Found out by asking; empty until it answered once, kept while it is down. */
  readonly served: readonly ServedCard[];
  readonly version: string | undefined;
  readonly isSimulated: boolean;
  /** False while its circuit is open. */
  readonly isUsable: boolean;
  readonly circuit?: CircuitState;
  /**
   * How a request went: `ok` with the first byte of any answer that `failure.ts` does not hold against it, so also of
   * a 400. An abort by the client says nothing about it and is not reported.
   */
  report(result: "ok" | "failed"): void;
};
