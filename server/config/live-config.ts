// Keeps the configuration of a running gateway up to date with its file. A configuration that cannot be used is reported and
// never takes the place of one that can. It does not know what a configuration is used for.
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { GatewayConfig } from "../../core/protocol/gateway-config.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./read-config.ts";

export type LiveConfig = {
  /** The last one that could be used. */
  readonly current: GatewayConfig;
  /**
   * Reads the file now (SIGHUP) and takes it over even where it says the same: what it refers to, such as a file with a key,
   * may have changed. Resolves when it was taken over or refused, and never rejects.
   */
  reload(): Promise<void>;
  close(): void;
};

export type LiveConfigOptions = {
  /**
   * Another configuration than the current one, the first after one that was refused, or one that was asked for; not called
   * for the very first. One at a time. Rejecting, because a secret is missing say, refuses it.
   */
  onLoaded(config: GatewayConfig): void | Promise<void>;
  /** Everything goes on with the current one. The same problems are not reported twice, unless asked by `reload`. */
  onRefused(error: ConfigError): void;
  signal?: AbortSignal;
  /** How often the file is looked at. */
  everyMs?: number;
};

/** @throws ConfigError when there is no configuration to begin with */
export async function createLiveConfig(
  file: string,
  { onLoaded, onRefused, signal, everyMs = 1000 }: LiveConfigOptions,
): Promise<LiveConfig> {
  let seen = await stateOf(file);
  let current = await readConfig(file);
  let refused: ConfigError | undefined;
  let last: Promise<void> = Promise.resolve();
  const closed = new AbortController();

  const read = async (isAsked: boolean) => {
    // Before the file itself: what is written meanwhile is another state.
    seen = await stateOf(file);
    try {
      const config = await readConfig(file);
      if (closed.signal.aborted) return;
      const isSame = refused === undefined && isDeepStrictEqual(config, current);
      if (isSame && !isAsked) return;
      await onLoaded(config);
      current = config;
      refused = undefined;
    } catch (cause) {
      if (closed.signal.aborted) return;
      const error = refusalOf(file, cause);
      const isKnown = isDeepStrictEqual(error.problems, refused?.problems);
      refused = error;
      if (isAsked || !isKnown) onRefused(error);
    }
  };
  const reload = (isAsked: boolean) => {
    const next = () => read(isAsked);
    // Each after the one before, whatever became of that: the file's last state is what stays.
    last = last.then(next, next);
    return last;
  };
  const stop = watchState(file, {
    everyMs,
    isSeen: (state) => state === seen,
    onChange: () => reload(false),
  });
  const close = () => {
    closed.abort();
    stop();
    signal?.removeEventListener("abort", close);
  };
  signal?.addEventListener("abort", close, { once: true });
  if (signal?.aborted) close();
  return {
    get current() {
      return current;
    },
    reload: () => reload(true),
    close,
  };
}

/** A mistake in what takes it over must not end the gateway; whoever logs the refusal finds it as its cause. */
function refusalOf(file: string, cause: unknown): ConfigError {
  if (cause instanceof ConfigError) return cause;
  const name = cause instanceof Error ? cause.name : "unknown";
  return new ConfigError("reference", [`${file}: could not be taken over (${name}).`], { cause });
}

type Watch = {
  everyMs: number;
  isSeen(state: string): boolean;
  onChange(): Promise<void>;
};

/**
 * Looks at the file itself: being told of its folder misses symlinks into other folders, network drives, and single files
 * mounted into a container. Does not keep the process alive.
 */
function watchState(file: string, { everyMs, isSeen, onChange }: Watch): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  let before: string | undefined;
  const look = async () => {
    const state = await stateOf(file);
    if (isStopped) return;
    // Only what stayed the same for one look: an editor may still be writing.
    if (!isSeen(state) && state === before) await onChange();
    before = state;
    if (!isStopped) wait();
  };
  const wait = () => {
    timer = setTimeout(() => void look(), everyMs);
    timer.unref();
  };
  wait();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Another text whenever the file was written, replaced, removed or made unreadable. */
async function stateOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, ctimeNs].join(" ");
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}
