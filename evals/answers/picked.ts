// What looking for an answer in a reply comes to.
import type { Extraction } from "../../core/protocol/grade.ts";

/** What was found, or the sentence that says why nothing was. */
export type Picked = { text: string; extraction: Extraction } | { reason: string };
