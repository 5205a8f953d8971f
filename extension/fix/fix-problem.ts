// Fix Problem: asks for a replacement of the code around one problem, with that problem alone to mend.

import { askForReplacement } from "../host/answers/scoped-change.ts";
import { whyReadonly } from "../host/edits/apply.ts";
import { t } from "../words.ts";
import { shortMessage } from "./code-actions.ts";
import type { FixFlowDeps } from "./flow-deps.ts";
import { codeAround, findProblem } from "./problem-place.ts";

export async function fixProblem(
  argument: unknown,
  deps: FixFlowDeps,
  signal: AbortSignal,
): Promise<void> {
  const found = await findProblem(argument);
  if ("refusal" in found) return deps.notify("info", found.refusal);
  const readonly = await whyReadonly(found.document.uri);
  if (readonly !== undefined) return deps.notify("info", readonly);
  const selected = await codeAround(found, signal);
  const message = shortMessage(found.problems[0]?.message ?? "");
  await askForReplacement(
    {
      prompt: "fix",
      titleFor: (place) => t("Fix “{0}” in {1}", message, place),
      ...{ question: "", selected, others: [] },
    },
    deps,
  );
}
