// What every kind of job works with.
import type { JobEvent } from "../../core/protocol/evaluation-process.ts";
import type { Hardware } from "../../core/protocol/run-facts.ts";
import type { Target } from "../runner/open-endpoint.ts";
import type { Keys } from "../runner/prepare.ts";

export type JobWork = {
  runsFolder: string;
  keys: Keys;
  tell: (event: JobEvent) => void;
  /** From here on there is a run that can be resumed. */
  began: (id: string) => void;
};

export function keyed(
  { url, model }: { url: string; model?: string | undefined },
  apiKey: string | undefined,
): Target {
  return {
    url,
    ...(model === undefined ? {} : { model }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}

/** A declaration that says nothing is none. */
export function declared(hardware: Hardware | undefined): { hardware?: Hardware } {
  const says = hardware?.gpus !== undefined || hardware?.name !== undefined;
  return says ? { hardware } : {};
}
