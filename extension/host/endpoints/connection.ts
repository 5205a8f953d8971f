// Keeps watch over the endpoint that serves chat and tells what the user should know of it. It looks once after
// start-up, after every change of settings or keys, and after failures with growing pauses; a healthy connection is
// left alone, because the answers themselves show that it works.

import * as vscode from "vscode";
import { ModelError } from "../../../core/model/errors.ts";
import type { SettingsStore } from "../../config.ts";
import type { Connection } from "../../webview/messages.ts";
import { t } from "../../words.ts";
import { errorText } from "../error-words.ts";
import { describeError, type Log } from "../log.ts";
import type { Keys } from "../secrets.ts";
import { SetupError } from "../setup-error.ts";
import { retryDelayMs, stateOfError, stateOfModels } from "./connection-state.ts";
import type { Endpoints } from "./endpoints.ts";

export type ConnectionWatch = vscode.Disposable & {
  now(): Connection;
  /** What is wrong with the settings, while older ones are still in use. */
  problem(): string | undefined;
  onDidChange: vscode.Event<Connection>;
  /** Looks now, in the background. */
  look(): void;
  /** What a request taught: undefined for success. */
  learn(error: ModelError | undefined): void;
};

type Sources = { settings: SettingsStore; keys: Keys; endpoints: Endpoints; log: Log };

export function watchConnection({ settings, keys, endpoints, log }: Sources): ConnectionWatch {
  const changed = new vscode.EventEmitter<Connection>();
  let connection: Connection = { state: "connecting", label: t("Connecting…"), isSimulated: false };
  let problem: string | undefined;
  let looking: AbortController | undefined;
  let nextLook: NodeJS.Timeout | undefined;
  let failuresInARow = 0;

  const show = (next: Connection) => {
    connection = next;
    changed.fire(next);
  };
  const look = async (): Promise<void> => {
    looking?.abort();
    clearTimeout(nextLook);
    const own = new AbortController();
    looking = own;
    if (connection.state !== "ready" && failuresInARow === 0) {
      show({ state: "connecting", label: t("Connecting…"), isSimulated: false });
    }
    const found = await probe(endpoints, own.signal, log);
    const current = await settings.current();
    if (own.signal.aborted || found === undefined) return;
    looking = undefined;
    problem = current.problem;
    failuresInARow =
      found.state === "ready" || found.state === "unconfigured" ? 0 : failuresInARow + 1;
    if (failuresInARow > 0) scheduleLook(retryDelayMs(failuresInARow));
    show(found);
  };
  const scheduleLook = (delayMs: number) => {
    clearTimeout(nextLook);
    nextLook = setTimeout(() => void look(), delayMs);
    nextLook.unref();
  };
  const lookAfresh = () => {
    failuresInARow = 0;
    endpoints.forget();
    void look();
  };
  const subscriptions = [settings.onDidChange(lookAfresh), keys.onDidChange(lookAfresh)];
  return {
    now: () => connection,
    problem: () => problem,
    onDidChange: changed.event,
    look: lookAfresh,
    learn: (error) => {
      if (error === undefined) {
        if (connection.state !== "ready" && looking === undefined) lookAfresh();
        return;
      }
      const learnt = stateOfError(error);
      if (learnt === undefined) return;
      endpoints.forget();
      failuresInARow = Math.max(1, failuresInARow);
      scheduleLook(retryDelayMs(failuresInARow));
      show({ ...learnt, isSimulated: connection.isSimulated });
    },
    dispose: () => {
      looking?.abort();
      clearTimeout(nextLook);
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
}

/** Undefined when it was aborted. */
async function probe(
  endpoints: Endpoints,
  signal: AbortSignal,
  log: Log,
): Promise<Connection | undefined> {
  try {
    const route = await endpoints.routeOf("chat");
    const models = await endpoints.listModels(route.endpoint.url, signal);
    const connection = stateOfModels(route, models);
    log.info(`connection: ${connection.state}: ${connection.label}`);
    return connection;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof SetupError) {
      log.info(`connection: ${error.code}`);
      const state = error.code === "no_model" ? "noModel" : "unconfigured";
      return { state, label: errorText(error), isSimulated: false };
    }
    log.warn(`connection: ${describeError(error)}`);
    if (!(error instanceof ModelError)) throw error;
    return (
      stateOfError(error) ?? { state: "unreachable", label: errorText(error), isSimulated: false }
    );
  }
}
