// What the gateway's audit log says about a request, an event or a gap: the readable part of a record, which its leaf in
// the Merkle tree is computed from byte by byte. Queries and answers stand beside it, encrypted, and are not described here.
import * as z from "zod";
import { tasks, trafficClasses } from "../routing/task.ts";
import { roles } from "./gateway-key.ts";

export const auditSchemaVersion = 1;

const version = z.literal(auditSchemaVersion);
/** ms since the epoch. */
const at = z.int();
const durationMs = z.number().min(0);
const tokens = z.int().min(0);
/** Names the key its payload is encrypted with; the key is its preimage, so that no other key can stand in for it. */
const subject = z.string();
/** Length of the query or answer before it was encrypted. */
const bytes = z.int().min(0);

/** Written before anything of the answer reaches the client; the payload is the body as it came. */
export const intentSchema = z.object({
  v: version,
  kind: z.literal("intent"),
  /** Sortable by time, unique over all gateways; vLLM gets it as X-Request-Id. */
  id: z.string(),
  at,
  /** A pseudonym; the name stands in the store and can be forgotten. */
  person: z.string(),
  key: z.string(),
  role: z.enum(roles),
  team: z.string().optional(),
  path: z.string(),
  task: z.enum(tasks),
  class: z.enum(trafficClasses),
  /** The model that was asked for. */
  asked: z.string(),
  stream: z.boolean(),
  subject,
  bytes,
});
export type Intent = z.infer<typeof intentSchema>;

/** A piece of a long answer; all parts in their order and then the final's payload are the answer. */
export const partSchema = z.object({
  v: version,
  kind: z.literal("part"),
  of: z.string(),
  at,
  subject,
  bytes,
});
export type Part = z.infer<typeof partSchema>;

/** As the upstream counted them. */
export const usageSchema = z.object({
  promptTokens: tokens,
  completionTokens: tokens,
  cachedTokens: tokens.optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/**
 * `interrupted`: the gateway ended before the request did. `refused`: it never went to an upstream, or nothing of an answer to
 * the client, because its intent came too late to be relied on.
 */
export const outcomes = ["complete", "aborted", "failed", "refused", "interrupted"] as const;
export type Outcome = (typeof outcomes)[number];

/** Written before the last byte of the answer is released. */
export const finalSchema = z.object({
  v: version,
  kind: z.literal("final"),
  of: z.string(),
  at,
  outcome: z.enum(outcomes),
  /** What the client got; 499 when it had gone. Absent when nobody knows. */
  status: z.int().optional(),
  /** Code of a GatewayError. */
  error: z.string().optional(),
  /** The virtual model that was served. */
  model: z.string().optional(),
  upstream: z.string().optional(),
  /** The name the upstream serves it under. */
  served: z.string().optional(),
  /** Upstreams that failed before the first byte, in order. */
  tried: z.array(z.string()).optional(),
  simulated: z.boolean().optional(),
  usage: usageSchema.optional(),
  finish: z.string().optional(),
  queuedMs: durationMs.optional(),
  ttftMs: durationMs.optional(),
  totalMs: durationMs.optional(),
  subject: subject.optional(),
  bytes,
});
export type Final = z.infer<typeof finalSchema>;

export const auditEvents = [
  "gateway_started",
  "gateway_stopped",
  "configuration_loaded",
  "configuration_refused",
  "key_created",
  "key_rotated",
  "key_revoked",
  "requests_refused",
  "audit_read",
  "erasure",
  "retention",
  "log_abandoned",
] as const;
export type AuditEventName = (typeof auditEvents)[number];

/** What happened beside requests; reading the audit is such an event. */
export const eventSchema = z.object({
  v: version,
  kind: z.literal("event"),
  id: z.string(),
  at,
  event: z.enum(auditEvents),
  /** A key's id, `gateway`, or `shell:USER` for the command. */
  by: z.string(),
  facts: z.record(z.string(), z.json()),
});
export type AuditEvent = z.infer<typeof eventSchema>;

/** Requests that were served while nothing could be recorded, where the configuration allows it. */
export const gapSchema = z.object({
  v: version,
  kind: z.literal("gap"),
  at,
  fromAt: at,
  requests: z.int().min(0),
  reason: z.string(),
});
export type Gap = z.infer<typeof gapSchema>;

export const recordSchema = z.discriminatedUnion("kind", [
  intentSchema,
  partSchema,
  finalSchema,
  eventSchema,
  gapSchema,
]);
export type AuditRecord = z.infer<typeof recordSchema>;
