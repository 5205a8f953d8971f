// All upstreams of a gateway by name: started with its configuration, changed with it, and closed with it. It does not know
// what is sent to them, nor which of them serves a request.
import { normalizeBaseUrl } from "../../core/model/base-url.ts";
import type { SetTimer } from "../../core/model/inactivity.ts";
import type { GatewayConfig, UpstreamConfig } from "../../core/protocol/gateway-config.ts";
import { ConfigError } from "../config/config-error.ts";
import { pathText } from "../config/problem.ts";
import { resolveSecret } from "../config/secrets.ts";
import type { Upstream } from "./upstream.ts";
import type { UpstreamEvent } from "./upstream-event.ts";
import {
  type UpstreamPlan,
  type WatchedUpstream,
  type WatchOptions,
  watchUpstream,
} from "./watch.ts";

export type UpstreamsOptions = {
  /** Asked once, at the start. */
  config(): GatewayConfig;
  env: NodeJS.ProcessEnv;
  now(): number;
  /** What is served or usable is different from before: who waits may have room now. */
  onChange(): void;
  /** For logs; free of secrets. */
  onEvent(event: UpstreamEvent): void;
  setTimer?: SetTimer;
};

export type Upstreams = {
  get(name: string): Upstream | undefined;
  /** In the order of the configuration. */
  all(): readonly Upstream[];
  /** Another one whenever something that routing depends on has changed. */
  readonly revision: number;
  /**
   * Connections of upstreams that keep their URL are kept; those of removed ones end with their requests. Throws before
   * anything is changed when a secret cannot be read or a URL is none.
   */
  apply(config: GatewayConfig, signal?: AbortSignal): Promise<void>;
  /** Ends what is still under way. */
  close(): Promise<void>;
};

/** How long it waits for the first answers of new upstreams, so that the first requests find their models. */
const firstAnswersMs = 3_000;

export async function createUpstreams(
  options: UpstreamsOptions,
  signal?: AbortSignal,
): Promise<Upstreams> {
  const { setTimer = setQuietTimer, env, now, onEvent } = options;
  const roster: Roster = {
    watched: new Map(),
    list: [],
    revision: 0,
    leaving: new Set(),
    closing: new AbortController(),
  };
  const onChange = () => {
    roster.revision += 1;
    options.onChange();
  };
  const watching: WatchOptions = { now, onEvent, setTimer, onChange };
  const apply = async (config: GatewayConfig, applying?: AbortSignal) => {
    await change(roster, await planUpstreams(config, env), watching, applying);
  };
  await apply(options.config(), signal);
  return {
    get: (name) => roster.watched.get(name)?.upstream,
    all: () => roster.list,
    get revision() {
      return roster.revision;
    },
    apply,
    async close() {
      roster.closing.abort();
      const all = [...roster.watched.values(), ...roster.leaving];
      await Promise.all(all.map((upstream) => upstream.destroy()));
    },
  };
}

type Roster = {
  watched: ReadonlyMap<string, WatchedUpstream>;
  list: readonly Upstream[];
  revision: number;
  /** Removed, and still serving requests. */
  leaving: Set<WatchedUpstream>;
  closing: AbortController;
};

/** Nothing that only looks after itself keeps a process alive. */
const setQuietTimer: SetTimer = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

async function planUpstreams(config: GatewayConfig, env: NodeJS.ProcessEnv) {
  const problems: string[] = [];
  const plan = async (name: string, upstream: UpstreamConfig): Promise<UpstreamPlan> => ({
    name,
    config: upstream,
    url: normalizeBaseUrl(upstream.url),
    connectMs: config.timeouts.connectMs,
    authorization: await authorizationOf(name, upstream, env).catch((error) => {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }),
  });
  const plans = await Promise.all(
    Object.entries(config.upstreams).map(([name, each]) => plan(name, each)),
  );
  if (problems.length > 0) throw new ConfigError("reference", problems);
  return plans;
}

async function authorizationOf(
  name: string,
  { key }: UpstreamConfig,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (key === undefined) return undefined;
  try {
    return `Bearer ${await resolveSecret(key, env)}`;
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    const place = pathText(["upstreams", name, "key"]);
    const problems = cause.problems.map((problem) => `${place}: ${problem}`);
    throw new ConfigError(cause.code, problems, { cause });
  }
}

async function change(
  roster: Roster,
  plans: readonly UpstreamPlan[],
  watching: WatchOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { next, added } = carryOver(plans, roster.watched, watching);
  try {
    const signals = signal === undefined ? [] : [signal];
    const stop = AbortSignal.any([roster.closing.signal, ...signals]);
    await firstAnswers(added, watching.setTimer, stop);
  } catch (error) {
    await Promise.all(added.map((upstream) => upstream.destroy()));
    throw error;
  }
  const removed = [...roster.watched.values()].filter((old) => next.get(old.plan.name) !== old);
  for (const plan of plans) next.get(plan.name)?.update(plan);
  roster.watched = next;
  roster.list = [...next.values()].map(({ upstream }) => upstream);
  for (const upstream of removed) dismiss(roster, upstream, watching);
  watching.onChange();
}

function dismiss({ leaving }: Roster, upstream: WatchedUpstream, { onEvent }: WatchOptions): void {
  leaving.add(upstream);
  onEvent({ upstream: upstream.plan.name, what: "removed" });
  // Rejects when it is destroyed before its requests have ended, which is what was wanted then.
  const gone = () => leaving.delete(upstream);
  void upstream.drain().then(gone, gone);
}

/** Who is there already stays, unless it has to be reached in another way. */
function carryOver(
  plans: readonly UpstreamPlan[],
  watched: ReadonlyMap<string, WatchedUpstream>,
  watching: WatchOptions,
) {
  const next = new Map<string, WatchedUpstream>();
  const added: WatchedUpstream[] = [];
  for (const plan of plans) {
    const old = watched.get(plan.name);
    const isSame = old?.plan.url === plan.url && old.plan.connectMs === plan.connectMs;
    const upstream = old !== undefined && isSame ? old : watchUpstream(plan, watching);
    if (upstream !== old) {
      added.push(upstream);
      watching.onEvent({ upstream: plan.name, what: "added" });
    }
    next.set(plan.name, upstream);
  }
  return { next, added };
}

async function firstAnswers(
  added: readonly WatchedUpstream[],
  setTimer: SetTimer,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (added.length === 0) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = setTimer(resolve, firstAnswersMs);
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  void Promise.all(added.map(({ asked }) => asked)).then(() => resolve(), reject);
  try {
    await promise;
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}
