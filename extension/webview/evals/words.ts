// How the panel writes names, times and places; figures are written by core/figures. Nothing here decides anything.
import type { Category } from "../../../core/protocol/case-file.ts";
import type { Hardware } from "../../../core/protocol/run-facts.ts";

/** In the order of the suite. */
export const categoryNames: Readonly<Record<Category, string>> = {
  completion: "Completion",
  algorithm: "Algorithm",
  bugfix: "Bugfix",
  "multi-language": "Multi-language",
  explanation: "Explanation",
  sql: "SQL",
  "system-design": "System design",
  regex: "Regex",
  "tool-use": "Tool use",
  "long-context": "Long context",
  "instruction-following": "Instruction following",
  chat: "Chat",
};

export function categoryName(category: string): string {
  const names: Readonly<Record<string, string>> = categoryNames;
  return names[category] ?? category;
}

const dateAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export function startedText(isoTime: string): string {
  const atMs = Date.parse(isoTime);
  return Number.isNaN(atMs) ? "at an unknown time" : dateAndTime.format(atMs);
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url || "unknown endpoint";
}

/** `4 × H100 SXM`; undefined when nothing was declared. */
export function hardwareText(hardware: Hardware | undefined): string | undefined {
  const { gpus, name } = hardware ?? {};
  if (gpus === undefined && !name) return undefined;
  const what = name || (gpus === 1 ? "GPU" : "GPUs");
  return gpus === undefined ? what : `${gpus} × ${what}`;
}

/** What a clock shows: `48 s`, `4 min 12 s`, `1 h 3 min`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function tokensText(tokens: number): string {
  return `${tokens.toLocaleString("en")} tokens`;
}
