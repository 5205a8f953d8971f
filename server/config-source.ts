// Where a gateway's configuration comes from, and what happens when it changes: upstreams follow, and the audit has it. One
// that cannot be used changes nothing and is told in the log.
import type { Logger } from "pino";
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import type { Journal } from "./audit/entry.ts";
import type { ConfigError } from "./config/config-error.ts";
import { createLiveConfig, type LiveConfig } from "./config/live-config.ts";
import type { GatewayOptions } from "./gateway-options.ts";

export type ConfigSource = Pick<LiveConfig, "current" | "reload" | "close"> & {
  /** What follows the configuration, as soon as it is there; changes wait for it. */
  follow(followers: Followers): void;
};

export type Followers = {
  /** @throws ConfigError, and nothing has changed */
  apply(config: GatewayConfig): Promise<void>;
  /** Of a configuration that was taken over. */
  keepRules(config: GatewayConfig): Promise<void>;
  journal: Journal;
  log: Logger;
  onError(error: unknown): void;
};

/** @throws ConfigError when there is none to begin with */
export async function openConfig(config: GatewayOptions["config"]): Promise<ConfigSource> {
  const followed = Promise.withResolvers<Followers>();
  const follow = followed.resolve;
  if ("fixed" in config) {
    return { current: config.fixed, reload: () => Promise.resolve(), close() {}, follow };
  }
  const live = await createLiveConfig(config.file, {
    onLoaded: async (next) => take(next, await followed.promise),
    onRefused: (error) => void followed.promise.then((followers) => refuse(error, followers)),
  });
  return {
    get current() {
      return live.current;
    },
    reload: live.reload,
    close: live.close,
    follow,
  };
}

async function take(next: GatewayConfig, { apply, keepRules, journal, log, onError }: Followers) {
  await apply(next);
  await keepRules(next);
  log.info("configuration loaded");
  const facts = { upstreams: Object.keys(next.upstreams), models: Object.keys(next.models) };
  await journal.event({ event: "configuration_loaded", by: "gateway", facts }).catch(onError);
}

function refuse({ code, problems }: ConfigError, { journal, log, onError }: Followers): void {
  log.error({ code, problems }, "configuration refused; the one before stays");
  journal.event({ event: "configuration_refused", by: "gateway", facts: { code } }).catch(onError);
}
