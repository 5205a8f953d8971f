// What a gateway is started with, and what whoever started it can do with it.
import type { Logger } from "pino";
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import type { StorePlace } from "./store/store.ts";

export type GatewayOptions = {
  place: StorePlace;
  /** A file is followed as it changes. */
  config: { file: string } | { fixed: GatewayConfig };
  host: string;
  /** 0 for any free one. */
  port: number;
  /** Anybody may use it, without a key. */
  isOpen?: boolean;
  /** Where signed heads are shipped to, beside those of the configuration. */
  witnesses?: readonly string[];
  /** Goes on in a new audit log where the one there is damaged, and puts that on record. */
  newLog?: boolean;
  /** Where the configuration's secrets are read from. */
  env: NodeJS.ProcessEnv;
  log: Logger;
  /** Beside `log`, which would take too long for what is told of every request: one line of JSON with its end. */
  writeLog(line: string): void;
};

export type ServedModel = { id: string; isSimulated: boolean };

export type Gateway = {
  /** Without /v1. */
  origin: string;
  /** Base URL with /v1, for clients. */
  url: string;
  models(): readonly ServedModel[];
  /** Keys that open the door now. */
  keys(): number;
  /** Requests under way. */
  underWay(): number;
  /** Resolves with why it cannot go on: another gateway writes its audit log, say. Whoever started it closes it. */
  lost: Promise<Error>;
  /** Reads the configuration again; one that is refused is logged, and nothing changes. */
  reload(): Promise<void>;
  /** Takes nothing new, waits for what is under way, up to a limit, and lets everything go. */
  close(): Promise<void>;
  /** Ends what is under way at once, also while `close` waits for it. */
  hurry(): void;
};
