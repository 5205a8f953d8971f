// The HTTP side of a running gateway: what the data path uses, the server in front of it, and how both come to an end
// without losing what is under way. It does not know how the parts it is given were made.
import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import { ConfigError } from "./config/config-error.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { type Certificate, createHttpServer } from "./http/http-server.ts";
import type { Parts } from "./http/parts.ts";
import { createPhaseTimers } from "./http/phase-timer.ts";
import { countRefusals } from "./http/refusals.ts";
import { requestIds } from "./http/request-id.ts";
import { createUnderWay } from "./http/under-way.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { allRoutes } from "./routes/routes.ts";
import { createBodyBudget } from "./scheduling/body-budget.ts";
import type { UpstreamSide } from "./upstream-side.ts";

export type HttpSide = {
  origin: string;
  /** Requests under way. */
  count(): number;
  /**
   * Reads the certificate again, and resolves with what makes new connections use it.
   * @throws ConfigError, and nothing has changed
   */
  readTls(config: GatewayConfig): Promise<() => void>;
  /** Ends what is under way at once. */
  hurry(): void;
  /** Takes nothing new, and waits for what is under way, up to a limit. */
  close(): Promise<void>;
};

export type HttpSideOptions = Pick<GatewayOptions, "host" | "port" | "isOpen" | "writeLog"> &
  Pick<Parts, "config" | "keys" | "journal" | "onError"> & { side: UpstreamSide };

const mebibyte = 1024 * 1024;

/** @throws ConfigError for a certificate that cannot be read, or the listen error */
export async function openHttpSide(options: HttpSideOptions): Promise<HttpSide> {
  const { host, port, isOpen = false, onError } = options;
  const tls = await readTls(options.config());
  const parts = partsOf(options);
  const { underWay, refusals } = parts;
  const server = createHttpServer({
    routes: allRoutes(parts, { isOpen }),
    tls,
    isLocalOnly: isOpen,
    newId: parts.newId,
    onError,
  });
  const close = async () => {
    server.stopAccepting();
    await underWay.drain();
    await server.close();
    await refusals.close();
  };
  try {
    const listening = await server.listen({ host, port });
    const name = host.includes(":") ? `[${host}]` : host;
    const origin = `${tls === undefined ? "http" : "https"}://${name}:${listening}`;
    return {
      origin,
      count: () => underWay.count,
      async readTls(next) {
        const certificate = await readTls(next);
        if ((certificate === undefined) !== (tls === undefined)) throw needsRestart();
        return () => {
          if (certificate !== undefined) server.renew(certificate);
        };
      },
      hurry: underWay.hurry,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function partsOf(options: HttpSideOptions): Parts {
  const { config, keys, journal, side, writeLog, onError } = options;
  const { upstreams, admission, router } = side;
  const bodies = createBodyBudget(() => config().admission.bodiesInMemoryMiB * mebibyte);
  return {
    config,
    router,
    keys,
    journal,
    admission,
    upstreams,
    metrics: createMetrics({
      models: () => router().models(),
      admission: () => admission.state(),
      upstreams: () => upstreams.all(),
      bodies: () => bodies,
      journal: () => journal.health(),
      keys: () => ({ known: keys.size }),
    }),
    bodies,
    refusals: countRefusals(journal, onError),
    underWay: createUnderWay(),
    writeLog,
    newId: requestIds(Date.now),
    newTimer: createPhaseTimers(),
    now: Date.now,
    onError,
  };
}

async function readTls({ tls }: GatewayConfig): Promise<Certificate | undefined> {
  if (tls === undefined) return undefined;
  const [cert, key] = await Promise.all([readPem(tls.cert), readPem(tls.key)]);
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? cause.code : "not valid";
    const problem = `tls: ${tls.cert} and ${tls.key} are no certificate with its key (${why}): name other files.`;
    throw new ConfigError("reference", [problem], { cause });
  }
  return { cert, key };
}

function needsRestart(): ConfigError {
  const problem = "tls: HTTPS begins and ends with the gateway: start it again for that.";
  return new ConfigError("reference", [problem]);
}

async function readPem(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? cause.code : "unreadable";
    const problem = `tls: ${file} cannot be read (${why}): name another file.`;
    throw new ConfigError("reference", [problem], { cause });
  }
}
