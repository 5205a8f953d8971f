// The document of one measurement on a team's own repository: places punched out of its files, what the model filled in, and
// how near that is to what stood there. It holds private code: it stays in the run store unless a person exports it.
import * as z from "zod";
import { distribution, endpointFacts, hardware } from "./run-facts.ts";

export const repositorySchemaVersion = 1;

export const holeKinds = ["function", "call", "block"] as const;

const share = z.strictObject({
  passed: z.int(),
  n: z.int(),
  rate: z.number(),
  low: z.number(),
  high: z.number(),
});

export const holeResult = z.strictObject({
  id: z.string(),
  /** Relative to the folder, with forward slashes. */
  path: z.string(),
  /** 1-based line of the hole's start. */
  line: z.int(),
  /** VS Code's identifier. */
  languageId: z.string(),
  kind: z.enum(holeKinds),
  /** What stands there. */
  expected: z.string(),
  /** What the model wrote; empty where nothing was offered. */
  answer: z.string(),
  isExact: z.boolean(),
  isSameButForSpace: z.boolean(),
  /** 1 − edit distance / length, 0 to 1. */
  similarity: z.number(),
  /** The whole file with the answer in it; absent where no parser could tell. */
  parses: z.boolean().optional(),
  /** By a checker that needs no other file, run in the sandbox; absent where there is none. */
  compiles: z.boolean().optional(),
  ttftMs: z.number().optional(),
  /** Why nothing was offered. */
  reason: z.string().optional(),
  /** A failure of the endpoint; such holes are in no share. */
  failure: z.string().optional(),
});
export type HoleResult = z.infer<typeof holeResult>;

/** Of one kind of hole, or of all. */
export const holeSummary = z.strictObject({
  kind: z.enum([...holeKinds, "all"]),
  n: z.int(),
  offered: share.optional(),
  exact: share.optional(),
  parses: share.optional(),
  compiles: share.optional(),
  /** Median of the holes that were offered something. */
  similarity: z.strictObject({ n: z.int(), p50: z.number() }).optional(),
});
export type HoleSummary = z.infer<typeof holeSummary>;

export const repositoryHeader = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  endpoint: endpointFacts,
  hardware: hardware.optional(),
  /** Name of the folder, never its path. */
  folder: z.string(),
  files: z.int(),
  seed: z.int(),
  /** Id of the FIM family the prompts were written in. */
  fimFamily: z.string().optional(),
  isPrivate: z.literal(true),
});

export const repositoryRun = z.strictObject({
  schemaVersion: z.literal(repositorySchemaVersion),
  run: repositoryHeader,
  status: z.enum(["complete", "interrupted"]),
  /** One sentence when nothing could be measured, such as a model that cannot fill in the middle. */
  insufficient: z.string().optional(),
  planned: z.int(),
  summaries: z.array(holeSummary),
  ttftMs: distribution.optional(),
  holes: z.array(holeResult),
  notes: z.array(z.string()),
});
export type RepositoryRun = z.infer<typeof repositoryRun>;

export const repositoryEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("repository-started"),
    run: repositoryHeader,
    planned: z.int(),
  }),
  z.strictObject({ kind: z.literal("hole"), hole: holeResult }),
  z.strictObject({ kind: z.literal("repository-finished"), repositoryRun }),
]);
export type RepositoryEvent = z.infer<typeof repositoryEvent>;
