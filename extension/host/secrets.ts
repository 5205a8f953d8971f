// API keys, one for each endpoint origin (scheme, host and port), in VS Code's SecretStorage. A key from the
// environment counts only for exactly the origin that TANDEM_ENDPOINT names. No settings file ever holds a key.

import type * as vscode from "vscode";
import { normalizeBaseUrl, originOf } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";

export type Keys = {
  /** The key for an endpoint's URL; undefined when there is none. */
  keyFor(url: string): Promise<string | undefined>;
  store(url: string, key: string): Promise<void>;
  forget(url: string): Promise<void>;
  /** Fires with keys changed in any window. */
  onDidChange: vscode.Event<unknown>;
};

export type KeyEnvironment = { TANDEM_ENDPOINT?: string; TANDEM_API_KEY?: string };

const prefix = "tandem.key:";

export function openKeys(secrets: vscode.SecretStorage, environment: KeyEnvironment): Keys {
  const fromEnvironment = environmentKey(environment);
  return {
    keyFor: async (url) => {
      const origin = originOf(url);
      const stored = await secrets.get(prefix + origin);
      if (stored !== undefined) return stored;
      return fromEnvironment?.origin === origin ? fromEnvironment.key : undefined;
    },
    store: async (url, key) => secrets.store(prefix + originOf(url), key),
    forget: async (url) => secrets.delete(prefix + originOf(url)),
    onDidChange: secrets.onDidChange,
  };
}

/**
 * Takes the key out of what this window's terminals, tasks and later child processes inherit: whoever starts VS Code with
 * a key means it for Tandem, and a repository's scripts run in those terminals.
 */
export function withholdKey(
  environment: KeyEnvironment,
  terminals: Pick<vscode.EnvironmentVariableCollection, "persistent" | "replace">,
): void {
  if (environment.TANDEM_API_KEY === undefined) return;
  delete environment.TANDEM_API_KEY;
  terminals.persistent = false;
  terminals.replace("TANDEM_API_KEY", "");
}

/** The key the environment gives and the only origin it is for. */
export function environmentKey(
  environment: KeyEnvironment,
): { origin: string; key: string } | undefined {
  const { TANDEM_ENDPOINT: url, TANDEM_API_KEY: key } = environment;
  if (!url || !key) return undefined;
  try {
    return { origin: originOf(normalizeBaseUrl(url)), key };
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}
