// Tells when an endpoint is lost, so that a run does not fill up with failures.
import { EndpointLost } from "../runner/run.ts";
import type { Failure } from "./hole-result.ts";

/** In a row. */
const enough = 3;
/** No other question will be answered either. */
const hopeless = new Set(["unauthorized", "model_not_found", "not_openai", "invalid_url", "tls"]);
/** The endpoint answers and refuses this one question. */
const particular = new Set(["context_length", "bad_request"]);

/** Told of every hole in turn. @throws EndpointLost */
export function failureWatch(): (failure: Failure | undefined) => void {
  let inARow = 0;
  return (failure) => {
    const isLost = failure !== undefined && !particular.has(failure.code);
    inARow = isLost ? inARow + 1 : 0;
    if (isLost && (hopeless.has(failure.code) || inARow >= enough)) throw new EndpointLost(failure);
  };
}
