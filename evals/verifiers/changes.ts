// Verifiers of how changes are written down: commit messages and unified diffs.
import { applyPatch, parsePatch, type StructuredPatch } from "diff";
import * as z from "zod";
import { soleContent } from "./markdown.ts";
import { outcome, verifier } from "./verifier.ts";

const commonTypes = "build chore ci docs feat fix perf refactor revert style test".split(" ");

export const conventionalCommit = verifier({
  arguments: {
    types: z.array(z.string()).min(1).optional(),
    maxSubject: z.int().positive().optional(),
    scope: z.string().optional(),
    /** The message has a body. */
    body: z.boolean().optional(),
  },
  describe: ({ types = commonTypes, maxSubject = 72, scope, body }) =>
    `a Conventional Commits message, subject of at most ${maxSubject} characters, type ${types.join("|")}${scope === undefined ? "" : `, scope ${scope}`}${body === undefined ? "" : body ? ", with a body" : ", without a body"}`,
  check(text, { types = commonTypes, maxSubject = 72, scope, body }) {
    const [subject = "", ...rest] = text.trimEnd().split("\n");
    const match = /^([a-z]+)(?:\(([^()\s]{1,60})\))?!?: (\S.*)$/.exec(subject);
    if (match === null) return outcome(false, `no such subject: ${subject.slice(0, 80)}`);
    const [, type = "", found, description = ""] = match;
    if (!types.includes(type)) return outcome(false, `type ${type}`);
    if (scope !== undefined && found !== scope)
      return outcome(false, `scope ${found ?? "missing"}`);
    if ([...subject.slice(0, 1000)].length > maxSubject)
      return outcome(false, `subject of ${subject.length} characters`);
    if (description.trimEnd().endsWith("."))
      return outcome(false, "the subject ends with a full stop");
    if (rest.length > 0 && rest[0]?.trim() !== "")
      return outcome(false, "no blank line below the subject");
    const hasBody = rest.some((line) => line.trim() !== "");
    return outcome(
      body === undefined || body === hasBody,
      hasBody ? "with a body" : "without a body",
    );
  },
});

/** No answer here needs more, and the parser is not built for it. */
const maxDiff = 256 * 1024;

const diffLine =
  /^(?:[ +\-@\\]|diff |index |Index: |={5}|(?:old|new|deleted|similarity|dissimilarity|rename|copy) )/;

export const unifiedDiff = verifier({
  arguments: {
    original: z.string(),
    /** What the file has to be afterwards. */
    result: z.string().optional(),
  },
  describe: ({ result }) =>
    `a unified diff, alone or in one code block, that applies to the file${result === undefined ? "" : " and makes the change asked for"}`,
  check(text, { original, result }) {
    if (text.length > maxDiff) return outcome(false, "more than 256 kB");
    const content = soleContent(text);
    // The parser passes over whatever is no diff.
    const stray = content.split("\n").find((line) => line.trim() !== "" && !diffLine.test(line));
    if (stray !== undefined) return outcome(false, `no line of a diff: ${stray.slice(0, 80)}`);
    const patches = parsed(content);
    const [patch, ...others] = patches ?? [];
    if (patch === undefined || others.length > 0) return outcome(false, "not one file's diff");
    if (patch.hunks.length === 0) return outcome(false, "no hunk");
    const applied = applyPatch(original, patch, { fuzzFactor: 0 });
    if (applied === false) return outcome(false, "does not apply");
    if (applied === original) return outcome(false, "changes nothing");
    return outcome(result === undefined || applied === result, "applies, with another result");
  },
});

/** Undefined when it is no diff: the parser throws plain errors. */
function parsed(text: string): StructuredPatch[] | undefined {
  try {
    return parsePatch(text);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
