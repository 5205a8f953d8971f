// Check Connection's report as Markdown: every step with what was found and, where it went wrong, what to do. Pure.

import type { StepResult } from "../../core/model/probe.ts";

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

const stepNames: Record<StepResult["step"], string> = {
  url: "URL",
  connect: "Connect",
  key: "API key",
  models: "Models",
  version: "Server version",
  tokenizer: "Tokenizer",
  chat: "Chat",
  structuredOutput: "Structured output",
  tools: "Tool calls",
  fim: "Fill in the middle",
};

export function stepName(step: StepResult["step"]): string {
  return stepNames[step];
}

export function connectionReport(checked: readonly CheckedEndpoint[]): string {
  return `# Tandem: connection check\n\n${checked.map(section).join("\n")}`;
}

/** One sentence for everything that was checked. */
export function verdict(results: readonly StepResult[]): string {
  const failed = results.find(({ outcome }) => outcome === "failed");
  if (failed !== undefined) return `Failed at “${stepNames[failed.step]}”. ${failed.summary}`;
  const warnings = results.filter(({ outcome }) => outcome === "warning").length;
  if (warnings === 0) return "Everything works.";
  return warnings === 1
    ? "It works, with one limitation."
    : `It works, with ${warnings} limitations.`;
}

function section({ id, url, model, results }: CheckedEndpoint): string {
  const asked = model === undefined ? "" : `, model ${escaped(model)}`;
  const lines = results.map(({ step, outcome, summary, remedy }) => {
    const nextStep = remedy === undefined ? "" : ` **${escaped(remedy)}**`;
    return `| ${marks[outcome]} | ${stepNames[step]} | ${escaped(summary)}${nextStep} |`;
  });
  return [
    `## ${escaped(id)}: ${escaped(url)}${asked}`,
    "",
    escaped(verdict(results)),
    "",
    "| | Step | Found |",
    "|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

/** Server text may hold anything; here it is only text. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, "\\$&").replace(/\s+/g, " ");
}
