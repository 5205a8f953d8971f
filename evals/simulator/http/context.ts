// What every route handler of one simulated server works with.
import { createHash } from "node:crypto";
import type { AnswerScript } from "../answers/script.ts";
import type { Clock } from "../clock.ts";
import type { Engine } from "../engine/engine.ts";
import type { VllmMetrics } from "../metrics/vllm-metrics.ts";
import type { SimulatorOptions } from "../options.ts";
import type { RecordBook } from "../record.ts";
import type { VersionProfile } from "../version-profile.ts";
import type { Turns } from "./turns.ts";

export type Context = {
  options: SimulatorOptions;
  profile: VersionProfile;
  clock: Clock;
  engine: Engine;
  metrics: VllmMetrics;
  records: RecordBook;
  script: AnswerScript;
  /** So many hexadecimal digits, another each time, the same again for the same seed. */
  newHex(length: number): string;
  /** Requests that reached a route below /v1, for faults that strike every so many. */
  countRequest(): number;
  createdAtSeconds: number;
  /** Planning an answer waits for it, so that a burst of requests is noted as it arrives. */
  turns: Turns;
};

export function hexSource(seed: number): (length: number) => string {
  let count = 0;
  return (length) => {
    count += 1;
    return createHash("sha256").update(`${seed}:${count}`).digest("hex").slice(0, length);
  };
}
