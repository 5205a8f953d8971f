// Explain Problem and Explain Failure: what an error means and what to do about it, told in the chat. They change nothing.

import type { TerminalReference } from "../../core/chat/reference.ts";
import { t } from "../words.ts";
import { shortMessage } from "./code-actions.ts";
import type { FixFlowDeps } from "./flow-deps.ts";
import { codeAround, findProblem } from "./problem-place.ts";

export async function explainProblem(
  argument: unknown,
  { chat, notify }: FixFlowDeps,
  signal: AbortSignal,
): Promise<void> {
  const found = await findProblem(argument);
  if ("refusal" in found) return notify("info", found.refusal);
  const { place, references } = await codeAround(found, signal);
  const message = shortMessage(found.problems[0]?.message ?? "");
  const title = t("Explain “{0}” in {1}", message, place);
  await chat.ask({ prompt: "explainProblem", title, question: "", references });
}

/** Without a failed command: what is selected in the terminal, or its last command. */
export async function explainFailure(
  failed: TerminalReference | undefined,
  { chat, context, notify }: FixFlowDeps,
  signal: AbortSignal,
): Promise<void> {
  const found = failed === undefined ? await context.terminal(signal) : [failed];
  if ("refusal" in found) return notify("info", found.refusal);
  signal.throwIfAborted();
  const [first] = found;
  if (first?.kind !== "terminal") return;
  if (first.exitCode === 0) {
    return notify("info", t("The last command did not fail: select the output that is meant."));
  }
  const title =
    first.command === undefined
      ? t("Explain the selected output")
      : t("Explain why “{0}” failed", shortMessage(first.command));
  await chat.ask({ prompt: "explainFailure", title, question: "", references: found });
}
