// The configuration file of a gateway, as a schema with its defaults. Knows neither YAML nor where secrets are read from.
import * as z from "zod";
import { tasks, trafficClasses } from "../routing/task.ts";

/** Where a secret is read from; it never stands in the file itself. */
export const secretSchema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);
export type SecretReference = z.infer<typeof secretSchema>;

const nameSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, "has to begin with a letter or digit, without spaces");
const milliseconds = z
  .int()
  .min(1)
  .max(24 * 3_600_000);
const classes = z.enum(trafficClasses);
const slots = z.int().min(0);

/** One vLLM server. */
export const upstreamSchema = z.strictObject({
  /** Base URL with /v1. */
  url: z.url({ protocol: /^https?$/ }),
  key: secretSchema.optional(),
  /** Share of the traffic among upstreams that serve the same model. */
  weight: z.number().positive().max(1000).default(1),
  /** Context window in tokens; overrides what the server tells. */
  context: z.int().positive().optional(),
  /** The classes it serves; all of them unless given. */
  classes: z
    .array(classes)
    .min(1)
    .default([...trafficClasses]),
  /** Requests it works on at once: those beyond wait in the gateway, where urgency counts. */
  maxInFlight: z.int().min(1).max(100_000).default(128),
  /** Slots that less urgent classes leave free. */
  reserve: z
    .strictObject({
      inline: slots.default(8),
      chat: slots.default(8),
      review: slots.default(0),
    })
    .prefault({}),
  /** Declared by whoever started it with `--scheduling-policy priority`; elsewhere vLLM refuses any but 0. */
  priority: z.boolean().default(false),
  /** Whether usage is asked for in every chunk, so that aborted streams are counted too. */
  usageStats: z.boolean().default(true),
});

/** One step of a model's fallbacks: upstreams that are equals, and the name they serve the model under. */
export const tierSchema = z.strictObject({
  upstream: z.union([nameSchema, z.array(nameSchema).min(1)]),
  /** Unless given, the first model the upstream serves. */
  model: z.string().min(1).optional(),
});

/** Every condition that is given has to hold; the first rule that does decides, before what was asked for. */
export const ruleSchema = z.strictObject({
  task: z.enum(tasks).optional(),
  /** Name of the person or CI job the key was made for. */
  key: z.string().min(1).optional(),
  /** The model asked for; `*` stands for any text. */
  asked: z.string().min(1).optional(),
  model: nameSchema,
});

const days = z.int().min(1).max(36_500);

export const auditSchema = z.strictObject({
  /** When nothing can be recorded: refuse requests, or serve them and sign how many are missing. */
  onFailure: z.enum(["refuse", "gap"]).default("refuse"),
  /** Days after which queries and answers are destroyed; their proofs stay. Kept for ever unless given. */
  retentionDays: z.partialRecord(classes, days).prefault({}),
  /** What reading the audit hides, beside the built-in rules for secrets. */
  redact: z
    .array(z.strictObject({ name: nameSchema, pattern: z.string().min(1).max(1000) }))
    .prefault([]),
  /** Files or URLs that signed heads are shipped to; read when the gateway starts. */
  witnesses: z.array(z.string().min(1)).prefault([]),
});

/** How long each phase may take before it counts as failed. */
export const timeoutsSchema = z.strictObject({
  /** Reaching an upstream. */
  connectMs: milliseconds.default(5_000),
  /** From the request on the wire to the first byte of the answer: prefill and vLLM's own queue. */
  firstByteMs: milliseconds.default(900_000),
  /** Between two pieces of an answer, as a tool call can be written in silence; also while a client reads nothing. */
  silenceMs: milliseconds.default(600_000),
  /** From the first to the last byte of a request's body. */
  requestBodyMs: milliseconds.default(60_000),
  /** How long a request may wait while none of its upstreams is usable. */
  noUpstreamMs: milliseconds.default(5_000),
});

export const admissionSchema = z.strictObject({
  /** Waiting this long lets a request of a less urgent class go before more urgent ones, one in sixteen. */
  ageingMs: milliseconds.default(30_000),
  /** For bodies of requests without an answer; two may come on top, those beyond wait or are read back from the audit log. */
  bodiesInMemoryMiB: z.int().min(1).max(65_536).default(64),
  /** Longest body that is accepted. */
  maxBodyMiB: z.int().min(1).max(1024).default(32),
  /** A waiting stream gets its headers and a comment after this long, so that nothing in between gives up. */
  headersAfterMs: milliseconds.default(10_000),
});

export const gatewayConfigSchema = z.strictObject({
  upstreams: z
    .record(nameSchema, upstreamSchema)
    .refine((upstreams) => Object.keys(upstreams).length > 0, "needs at least one upstream"),
  /** Names that clients ask for, with their fallbacks in order. None: every model is served under its own name. */
  models: z.record(nameSchema, z.array(tierSchema).min(1)).prefault({}),
  routes: z.array(ruleSchema).prefault([]),
  timeouts: timeoutsSchema.prefault({}),
  admission: admissionSchema.prefault({}),
  audit: auditSchema.prefault({}),
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
});
export type GatewayConfig = z.infer<typeof gatewayConfigSchema>;
export type UpstreamConfig = z.infer<typeof upstreamSchema>;
export type Tier = z.infer<typeof tierSchema>;
export type RoutingRule = z.infer<typeof ruleSchema>;
export type AuditConfig = z.infer<typeof auditSchema>;
export type TimeoutsConfig = z.infer<typeof timeoutsSchema>;
export type AdmissionConfig = z.infer<typeof admissionSchema>;
