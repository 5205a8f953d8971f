// What the panel may ask for, as a schema: the page stands on the other side of a trust boundary. Anything that is not
// exactly an intent of webview/evals/messages.ts does not get further than this.
import * as z from "zod";
import { categories } from "../../core/protocol/case-file.ts";
import { profileNames } from "../../core/protocol/evaluation.ts";
import { exportFormats } from "../../core/protocol/evaluation-process.ts";
import { type Hardware, hardware } from "../../core/protocol/run-facts.ts";
import { actionIds, type Intent, type StartRequest } from "../webview/evals/messages.ts";

const name = z.string().min(1).max(1000);
const maxCopied = 1_000_000;

const subject = {
  endpoint: name,
  model: name,
  hardware: z.exactOptional(hardware),
};

const startRequest = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("evaluation"),
    ...subject,
    profile: z.enum(profileNames),
    suites: z.array(z.enum(categories)).max(categories.length),
    withLoad: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("load"),
    ...subject,
    profile: z.enum(["scorecard", "published", "inferencemax"]),
  }),
  z.strictObject({
    kind: z.literal("repository"),
    ...subject,
    folder: name,
    holes: z.int().min(1).max(10_000),
  }),
]);

const intent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({ type: z.literal("lookAgain") }),
  z.strictObject({ type: z.literal("start"), request: startRequest }),
  z.strictObject({ type: z.literal("stop") }),
  z.strictObject({ type: z.literal("openRun"), id: name }),
  z.strictObject({ type: z.literal("close") }),
  z.strictObject({ type: z.literal("resume"), id: name }),
  z.strictObject({ type: z.literal("regrade"), id: name }),
  z.strictObject({ type: z.literal("deleteRun"), id: name }),
  z.strictObject({ type: z.literal("openCase"), id: name, epoch: z.int().min(0) }),
  z.strictObject({ type: z.literal("compare"), baseline: name }),
  z.strictObject({ type: z.literal("closeComparison") }),
  z.strictObject({ type: z.literal("export"), format: z.enum(exportFormats) }),
  z.strictObject({ type: z.literal("copy"), text: z.string().max(maxCopied) }),
  z.strictObject({ type: z.literal("openFile"), path: name, line: z.int().min(1) }),
  z.strictObject({ type: z.literal("action"), action: z.enum(actionIds) }),
]);

/** Undefined for anything that is not exactly an intent. */
export function parseIntent(message: unknown): Intent | undefined {
  return intent.safeParse(message).data;
}

/** Undefined for what an older version remembered otherwise. */
export function parseStartRequest(remembered: unknown): StartRequest | undefined {
  return startRequest.safeParse(remembered).data;
}

export function parseHardware(remembered: unknown): Hardware | undefined {
  return hardware.safeParse(remembered).data;
}
