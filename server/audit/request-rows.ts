// What the request index says of a request, computed from its records. It does not know when rows are written.
import type { Final, Intent } from "../../core/protocol/audit-record.ts";
import type { RequestsTable } from "../store/schema.ts";
import type { EndOfRequest } from "../store/store.ts";

export function rowOf(intent: Intent, log: string, position: number): RequestsTable {
  return {
    id: intent.id,
    log,
    position,
    at: intent.at,
    person_id: intent.person,
    key_id: intent.key,
    team: intent.team ?? null,
    task: intent.task,
    class: intent.class,
    path: intent.path,
    asked: intent.asked,
    stream: intent.stream ? 1 : 0,
    outcome: null,
    ended_at: null,
    status: null,
    error: null,
    model: null,
    upstream: null,
    served: null,
    simulated: null,
    prompt_tokens: null,
    completion_tokens: null,
    cached_tokens: null,
    queued_ms: null,
    ttft_ms: null,
    total_ms: null,
  };
}

export function endOf(final: Final): EndOfRequest {
  const { simulated, usage } = final;
  return {
    id: final.of,
    outcome: final.outcome,
    ended_at: final.at,
    status: final.status ?? null,
    error: final.error ?? null,
    model: final.model ?? null,
    upstream: final.upstream ?? null,
    served: final.served ?? null,
    simulated: simulated === undefined ? null : simulated ? 1 : 0,
    prompt_tokens: usage?.promptTokens ?? null,
    completion_tokens: usage?.completionTokens ?? null,
    cached_tokens: usage?.cachedTokens ?? null,
    queued_ms: final.queuedMs ?? null,
    ttft_ms: final.ttftMs ?? null,
    total_ms: final.totalMs ?? null,
  };
}
