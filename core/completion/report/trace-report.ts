// The last traces as Markdown for Show Completion Trace: what was asked, what came back, and where the time went. Whatever
// files, servers and settings put into a trace stays text here. Knows no editor and no time zone.

import type { Outcome, Stages, Trace } from "../trace.ts";
import type { LatencySummary } from "./latency.ts";
import { latencyTable, msText, shareLines } from "./latency-table.ts";
import { fencedText, inlineText, shortened } from "./markdown-text.ts";

export type TraceReportOptions = {
  /** Unix milliseconds as the person reads times. */
  timeText: (atMs: number) => string;
};

/** Takes the traces as the log keeps them, oldest first, and shows the newest first. */
export function traceReport(
  traces: readonly Trace[],
  summary: LatencySummary,
  { timeText }: TraceReportOptions,
): string {
  return [
    "# Tandem: completion trace",
    "This page shows code. It is made from memory: Tandem keeps none of it on disk and sends none of it anywhere but to the model.",
    latencyTable(summary),
    shareLines(summary).join("  \n"),
    traces.length === 0 ? "No completion has been asked for yet." : "Newest first:",
    ...traces.toReversed().map((trace) => section(trace, timeText)),
  ]
    .join("\n\n")
    .concat("\n");
}

const mostCharacters = 8000;

function section(trace: Trace, timeText: (atMs: number) => string): string {
  const { atMs, path, languageId, outcome, reason, stages, prompt, promptTokens, answer, text } =
    trace;
  const why = reason === undefined ? "" : `: ${inlineText(reason)}`;
  const tokens = promptTokens === undefined ? "" : `about ${promptTokens} tokens`;
  return [
    `## ${inlineText(timeText(atMs))} ${inlineText(path)}: ${outcomeNames[outcome]}`,
    [
      `- Outcome: ${outcomeNames[outcome]}${why}`,
      `- Source: ${sourceText(trace)}; language ${inlineText(languageId)}`,
      `- Stages: ${stagesText(stages)}`,
      `- Filters: ${decisionsText(trace)}`,
    ].join("\n"),
    ...(prompt === undefined ? [] : [block("Prompt", prompt, tokens)]),
    ...(answer === undefined ? [] : [block("Answer", answer)]),
    ...(text === undefined || text === answer ? [] : [block("Handed to the editor", text)]),
  ].join("\n\n");
}

const outcomeNames: Record<Outcome, string> = {
  returned: "returned",
  empty: "empty answer",
  filtered: "dropped by filters",
  contradicted: "aborted, the typing contradicted it",
  detached: "kept for later, the editor stopped waiting",
  failed: "failed",
  refused: "not asked",
};

function sourceText({ source, model, isSimulated = false }: Trace): string {
  const name = model === undefined ? source : `${source}, model ${inlineText(model)}`;
  return isSimulated ? `${name} (simulated)` : name;
}

const stageNames: readonly [keyof Stages, string][] = [
  ["debounceMs", "debounce"],
  ["contextMs", "context"],
  ["queueMs", "queue"],
  ["ttftMs", "TTFT"],
  ["decodeMs", "decode"],
  ["heldMs", "held back"],
  ["joinedMs", "joined"],
  ["filterMs", "filters"],
  ["ownMs", "own time"],
  ["totalMs", "total"],
];

function stagesText(stages: Stages): string {
  const parts = stageNames.flatMap(([stage, name]) => {
    const ms = stages[stage];
    return ms === undefined ? [] : [`${name} ${msText(ms)}`];
  });
  return parts.length === 0 ? "none" : parts.join(" · ");
}

function decisionsText({ decisions }: Trace): string {
  if (decisions.length === 0) return "nothing changed";
  return decisions.map(({ filter, effect }) => `${inlineText(filter)} ${effect}`).join(" · ");
}

function block(title: string, text: string, note = ""): string {
  if (text === "") return `${title}: nothing`;
  const size = text.length > mostCharacters ? `${text.length} characters, middle left out` : "";
  const notes = [note, size].filter((part) => part !== "").join(", ");
  const heading = notes === "" ? `${title}:` : `${title} (${notes}):`;
  return `${heading}\n\n${fencedText(shortened(text, mostCharacters))}`;
}
