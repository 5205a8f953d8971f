// The gateway's metrics for Prometheus: one call when a request has ended, one when an attempt failed, and the page. It
// measures nothing itself, and knows neither persons nor what was asked.
import { collectDefaultMetrics, Registry } from "prom-client";
import type { Outcome, Usage } from "../../core/protocol/audit-record.ts";
import type { Task, TrafficClass } from "../../core/routing/task.ts";
import { type GatewayErrorCode, gatewayErrors } from "../gateway-error.ts";
import { type FailureReason, failureReason } from "../upstreams/failure.ts";
import type { Counter } from "./families.ts";
import { type RequestFamilies, type RequestSeries, requestFamilies } from "./request-series.ts";
import { type StateSources, stateGauges } from "./state-gauges.ts";

export type MetricsOptions = StateSources & {
  /** Names that may become labels; any other model counts as `other`. */
  models(): ReadonlySet<string>;
  /** Leaves out what is true of the process and not of the gateway, such as its memory and event-loop lag. */
  withoutProcess?: boolean;
  /** Of labels. More come together only over many configurations; the rest then counts as one model. */
  mostCombinations?: number;
};

export type FinishedRequest = {
  path: string;
  task: Task;
  class: TrafficClass;
  outcome: Outcome;
  /** What the client got; 499 when it had gone. */
  status?: number | undefined;
  error?: GatewayErrorCode | undefined;
  /** The virtual model, once it was found. */
  model?: string | undefined;
  upstream?: string | undefined;
  served?: string | undefined;
  usage?: Usage | undefined;
  queuedMs?: number | undefined;
  ttftMs?: number | undefined;
  /** From its first token to its last; where it is not known, to its end. */
  decodeMs?: number | undefined;
  totalMs?: number | undefined;
  /** From the last byte of the request to the moment it goes on, waiting left out. */
  forwardOverheadMs?: number | undefined;
  /** From a byte of the answer to the moment it goes on. */
  returnOverheadMs?: number | undefined;
};

export type Metrics = {
  finished(request: FinishedRequest): void;
  /** An attempt ended before the first byte of an answer: by a status, or the code of an error. */
  upstreamFailed(upstream: string, statusOrCode: number | string): void;
  readonly contentType: string;
  page(): Promise<string>;
};

export function createMetrics({
  models,
  withoutProcess,
  mostCombinations = 20_000,
  ...sources
}: MetricsOptions): Metrics {
  const registry = new Registry();
  const families = requestFamilies(registry);
  stateGauges(registry, sources);
  if (!withoutProcess) collectDefaultMetrics({ register: registry });
  const seriesOf = boundedSeries(families, mostCombinations);
  const failures = new Map<string, Counter>();
  return {
    finished(request) {
      const { model } = request;
      const label = model === undefined || models().has(model) ? model : other;
      count(seriesOf(request, label ?? ""), request);
      if (request.forwardOverheadMs !== undefined)
        families.forwardOverhead.observe(request.forwardOverheadMs / 1000);
      if (request.returnOverheadMs !== undefined)
        families.returnOverhead.observe(request.returnOverheadMs / 1000);
    },
    upstreamFailed(upstream, statusOrCode) {
      const reason: FailureReason = failureReason(statusOrCode);
      const key = `${upstream} ${reason}`;
      let counter = failures.get(key);
      if (counter === undefined) {
        counter = families.upstreamFailures({ upstream, reason });
        failures.set(key, counter);
      }
      counter.add(1);
    },
    contentType: registry.contentType,
    page: () => registry.metrics(),
  };
}

const other = "other";
const paths: ReadonlySet<string> = new Set([
  "/v1/chat/completions",
  "/v1/completions",
  "/v1/embeddings",
  "/v1/models",
  "/tokenize",
  "/detokenize",
]);

function boundedSeries(families: RequestFamilies, most: number) {
  const known = new Map<string, RequestSeries>();
  return (request: FinishedRequest, model: string): RequestSeries => {
    const path = paths.has(request.path) ? request.path : other;
    const { task, outcome, class: trafficClass, upstream = "", served = "", status = 0 } = request;
    const error = request.error ?? "";
    const key = `${path} ${task} ${trafficClass} ${model} ${upstream} ${served} ${status} ${outcome} ${error}`;
    const series = known.get(key);
    if (series !== undefined) return series;
    const isFull = known.size >= most;
    const created = families.seriesOf({
      path,
      task,
      class: trafficClass,
      outcome,
      model: isFull ? other : model,
      upstream: isFull ? other : upstream,
      served: isFull ? other : served,
      status: status >= 100 && status < 600 ? String(Math.floor(status)) : "",
      error: errorType(request),
    });
    // Beyond the limit the families find their few series themselves.
    if (!isFull) known.set(key, created);
    return created;
  };
}

/** What OpenTelemetry calls `error.type`: empty for a request that succeeded. */
function errorType({ outcome, error, status = 0 }: FinishedRequest): string {
  if (error !== undefined) return Object.hasOwn(gatewayErrors, error) ? error : other;
  if (outcome !== "complete") return outcome;
  return status >= 400 && status < 600 ? String(Math.floor(status)) : "";
}

function count(series: RequestSeries, request: FinishedRequest): void {
  const { usage, queuedMs, ttftMs, totalMs, upstream, outcome } = request;
  const { genAi } = series;
  series.requests.add(1);
  if (queuedMs !== undefined) series.queue.observe(queuedMs / 1000);
  if (ttftMs !== undefined) {
    series.ttft.observe(ttftMs / 1000);
    if (outcome === "complete") genAi?.ttft.observe(ttftMs / 1000);
  }
  if (totalMs !== undefined && upstream !== undefined) {
    series.duration.observe(totalMs / 1000);
    genAi?.duration.observe(totalMs / 1000);
  }
  if (usage === undefined) return;
  series.promptTokens.add(usage.promptTokens);
  series.completionTokens.add(usage.completionTokens);
  series.cachedTokens.add(usage.cachedTokens ?? 0);
  genAi?.inputTokens.observe(usage.promptTokens);
  genAi?.outputTokens.observe(usage.completionTokens);
  if (ttftMs === undefined || totalMs === undefined || usage.completionTokens < 2) return;
  const tpot = (request.decodeMs ?? totalMs - ttftMs) / (usage.completionTokens - 1) / 1000;
  series.tpot.observe(tpot);
  if (outcome === "complete") genAi?.tpot.observe(tpot);
}
