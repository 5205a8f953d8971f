// The only reader and writer of Tandem's settings. It looks at user, machine and default values and never at what a
// workspace says: a workspace must not choose where code and keys go. What the values mean is settings-schema.ts's.

import * as vscode from "vscode";
import type { Config, RawSettings, SettingKey } from "./settings-schema.ts";

export type Settings = {
  /** The current configuration, or the last one that was valid. */
  config: Config;
  /** One sentence that names the key and what is wrong with it. */
  problem?: string;
};

export type SettingsStore = vscode.Disposable & {
  current(): Promise<Settings>;
  onDidChange: vscode.Event<void>;
  /** Writes to the user's (on a remote machine: that machine's) settings. */
  write(key: SettingKey, value: unknown): Promise<void>;
};

const section = "tandem";

export function createSettingsStore(): SettingsStore {
  const changed = new vscode.EventEmitter<void>();
  let settings: Promise<Settings> | undefined;
  let lastGood: Config | undefined;

  const load = async (): Promise<Settings> => {
    const { parseSettings } = await import("./settings-schema.ts");
    const parsed = parseSettings(rawSettings());
    if (!("problem" in parsed)) {
      lastGood = parsed;
      return { config: parsed };
    }
    const fallback = lastGood ?? parseSettings(settingsBy(() => undefined));
    if ("problem" in fallback) throw new Error(fallback.problem);
    return { config: fallback, problem: parsed.problem };
  };
  const watcher = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    settings = undefined;
    changed.fire();
  });
  return {
    current: () => {
      settings ??= load();
      return settings;
    },
    onDidChange: changed.event,
    write: async (key, value) => {
      const target = vscode.ConfigurationTarget.Global;
      await vscode.workspace.getConfiguration(section).update(key, value, target);
    },
    dispose: () => {
      watcher.dispose();
      changed.dispose();
    },
  };
}

/** The keys of settings-schema.ts, whose code must not be loaded to read the values; the type keeps the two in step. */
const keys: Record<SettingKey, true> = {
  endpoints: true,
  models: true,
  routes: true,
  "chat.timeouts": true,
  "completion.enabled": true,
  "completion.languages": true,
  "completion.multiline": true,
  "completion.maxTtftMs": true,
  "completion.warmUp": true,
  "completion.otherFiles": true,
  "evals.runsFolder": true,
  "evals.concurrency": true,
};

function rawSettings(): RawSettings {
  const configuration = vscode.workspace.getConfiguration(section);
  // The scope in package.json already forbids workspace values; they are dropped here once more.
  return settingsBy((key) => {
    const found = configuration.inspect(key);
    return found?.globalValue ?? found?.defaultValue;
  });
}

function settingsBy(read: (key: SettingKey) => unknown): RawSettings {
  // Object.keys forgets the type of the keys, which are exactly these.
  const names = Object.keys(keys) as SettingKey[];
  return Object.fromEntries(names.map((key) => [key, read(key)])) as RawSettings;
}
