// A conversation on disk: one file a chat, JSON lines that are only ever appended. The first line names the chat and the
// version; every later one adds to it or takes something back. A line that is no such line is skipped, never the rest.
import * as z from "zod";
import { promptNames } from "../chat/prompt.ts";
import type { Reference } from "../chat/reference.ts";

/** Raised when an older Tandem could not read what a newer one writes: it then leaves the file alone. */
export const chatFileVersion = 1;

const place = { path: z.string(), languageId: z.string() };
const lines = { startLine: z.int(), endLine: z.int() };
const leftOut = { leftOut: z.string().exactOptional() };
const problem = z.object({
  severity: z.enum(["error", "warning", "information", "hint"]),
  message: z.string(),
  source: z.string().exactOptional(),
  line: z.int(),
});

const reference = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("selection"), ...place, ...lines, text: z.string() }),
  z.object({
    kind: z.literal("surroundings"),
    ...{ ...place, ...lines, before: z.string(), after: z.string() },
  }),
  z.object({
    kind: z.literal("problems"),
    ...{ path: z.string(), problems: z.array(problem), ...leftOut },
  }),
  z.object({
    kind: z.literal("file"),
    ...{ ...place, text: z.string(), origin: z.enum(["mention", "openEditor"]) },
    ...leftOut,
  }),
  z.object({
    kind: z.literal("folder"),
    path: z.string(),
    listing: z.array(z.string()),
    files: z.array(z.object({ ...place, text: z.string() })),
    ...leftOut,
  }),
  z.object({ kind: z.literal("symbol"), name: z.string(), ...place, ...lines, text: z.string() }),
  z.object({
    kind: z.literal("changes"),
    scope: z.enum(["staged", "unstaged"]),
    ...{ diff: z.string(), files: z.array(z.string()), ...leftOut },
  }),
  z.object({
    kind: z.literal("terminal"),
    origin: z.enum(["selection", "command"]),
    command: z.string().exactOptional(),
    exitCode: z.int().exactOptional(),
    output: z.string(),
  }),
  z.object({
    kind: z.literal("image"),
    name: z.string(),
    mediaType: z.enum(["image/png", "image/jpeg", "image/webp", "image/gif"]),
    base64: z.string(),
  }),
]) satisfies z.ZodType<Reference>;

const card = z.object({
  severity: z.enum(["error", "warning", "info", "success"]),
  title: z.string(),
  detail: z.string().exactOptional(),
  files: z
    .array(
      z.object({
        ...{ path: z.string(), added: z.int(), removed: z.int() },
        state: z.enum(["pending", "accepted", "rejected", "partly"]),
      }),
    )
    .exactOptional(),
  notes: z.array(z.string()).exactOptional(),
  actions: z.array(
    z.object({
      action: z.string(),
      label: z.string(),
      isPrimary: z.boolean().exactOptional(),
    }),
  ),
});

/** The first line of every file. */
const head = z.object({
  kind: z.literal("chat"),
  version: z.int(),
  id: z.string(),
  createdAtMs: z.number(),
});

const titled = z.object({ kind: z.literal("titled"), title: z.string() });

/** What was asked, written when it is asked: a crash loses no question. */
const asked = z.object({
  kind: z.literal("asked"),
  id: z.string(),
  atMs: z.number(),
  prompt: z.enum(promptNames),
  /** What the user sees as their message. */
  title: z.string(),
  question: z.string(),
  references: z.array(reference),
  isEditable: z.boolean(),
});

/** How it ended. A question without this line was interrupted. */
const answered = z.object({
  kind: z.literal("answered"),
  id: z.string(),
  atMs: z.number(),
  state: z.enum(["done", "stopped", "failed"]),
  answer: z.string(),
  reasoning: z.string(),
  header: z.object({ model: z.string(), endpoint: z.string(), why: z.string() }).exactOptional(),
  facts: z
    .object({
      model: z.string(),
      isSimulated: z.boolean(),
      ttftMs: z.number().exactOptional(),
      tokensPerSecond: z.number().exactOptional(),
      promptTokens: z.number().exactOptional(),
      completionTokens: z.number().exactOptional(),
      trimmed: z.string().exactOptional(),
    })
    .exactOptional(),
  card: card.exactOptional(),
});

/** Replaces the card of a turn that has ended. */
const carded = z.object({ kind: z.literal("carded"), id: z.string(), card });

/** Takes a turn out of the conversation: it had no answer and was asked again. */
const removed = z.object({ kind: z.literal("removed"), id: z.string() });

export const chatLine = z.discriminatedUnion("kind", [
  head,
  titled,
  asked,
  answered,
  carded,
  removed,
]);
export type ChatLine = z.infer<typeof chatLine>;
export type ChatLineOf<Kind extends ChatLine["kind"]> = Extract<ChatLine, { kind: Kind }>;

/** A cache of what the list of chats shows, written beside the files and computed again wherever it does not fit them. */
export const chatIndex = z.object({
  version: z.literal(chatFileVersion),
  heads: z.record(
    z.string(),
    z.object({
      ...{ title: z.string(), updatedAtMs: z.number(), turnCount: z.int() },
      /** Of the file when it was looked at. */
      ...{ bytes: z.int(), modifiedMs: z.number() },
    }),
  ),
});
export type ChatIndex = z.infer<typeof chatIndex>;
