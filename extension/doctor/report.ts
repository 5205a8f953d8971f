// Check Connection's report as Markdown: every step with what was found and, where it went wrong, what to do. Pure.

import type { StepResult } from "../../core/model/probe.ts";
import { findingWords } from "../host/finding-words.ts";
import { plural, t } from "../words.ts";

export type CheckedEndpoint = {
  id: string;
  url: string;
  /** Absent: the endpoint's own first model. */
  model?: string;
  results: readonly StepResult[];
};

const marks: Record<StepResult["outcome"], string> = {
  ok: "✓",
  warning: "⚠",
  failed: "✗",
  skipped: "–",
};

const stepNames: Record<StepResult["step"], () => string> = {
  url: () => "URL",
  connect: () => t("Connect"),
  key: () => t("API key"),
  models: () => t("Models"),
  version: () => t("Server version"),
  tokenizer: () => t("Tokenizer"),
  chat: () => t("Chat"),
  structuredOutput: () => t("Structured output"),
  tools: () => t("Tool calls"),
  fim: () => t("Fill in the middle"),
};

export function stepName(step: StepResult["step"]): string {
  return stepNames[step]();
}

export function connectionReport(checked: readonly CheckedEndpoint[]): string {
  return `# ${t("Tandem: connection check")}\n\n${checked.map(section).join("\n")}`;
}

/** One sentence for everything that was checked. */
export function verdict(results: readonly StepResult[]): string {
  const failed = results.find(({ outcome }) => outcome === "failed");
  if (failed !== undefined)
    return `${t("Failed at “{0}”.", stepName(failed.step))} ${findingWords(failed).summary}`;
  const warnings = results.filter(({ outcome }) => outcome === "warning").length;
  if (warnings === 0) return t("Everything works.");
  return plural(warnings, ["It works, with one limitation.", "It works, with {0} limitations."]);
}

function section({ id, url, model, results }: CheckedEndpoint): string {
  const asked = model === undefined ? "" : `, ${escaped(t("model {0}", model))}`;
  const lines = results.map((result) => {
    const { step, outcome } = result;
    const { summary, remedy } = findingWords(result);
    const nextStep = remedy === undefined ? "" : ` **${escaped(remedy)}**`;
    return `| ${marks[outcome]} | ${stepName(step)} | ${escaped(summary)}${nextStep} |`;
  });
  return [
    `## ${escaped(id)}: ${escaped(url)}${asked}`,
    "",
    escaped(verdict(results)),
    "",
    `| | ${t("Step")} | ${t("Found")} |`,
    "|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

/** Server text may hold anything; here it is only text. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, "\\$&").replace(/\s+/g, " ");
}
