// The keys of the endpoints, as they come to the process: by environment, out of which they are taken.
import { keyVariables } from "../../core/protocol/evaluation-process.ts";
import type { Keys } from "../runner/prepare.ts";

/** Afterwards the environment holds none, for every process that is started from here on. */
export function takeKeys(env: NodeJS.ProcessEnv): Keys {
  const keys: Keys = {};
  for (const name of ["apiKey", "judgeApiKey"] as const) {
    const key = env[keyVariables[name]];
    delete env[keyVariables[name]];
    if (key) keys[name] = key;
  }
  return keys;
}
