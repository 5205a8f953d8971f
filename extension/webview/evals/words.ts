// How the panel writes names, times and places; figures are written by core/figures. Nothing here decides anything.
import type { Category } from "../../../core/protocol/case-file.ts";
import type { ScorecardRow } from "../../../core/protocol/evaluation.ts";
import type { FailClass } from "../../../core/protocol/grade.ts";
import type { PromptSource } from "../../../core/protocol/load-test.ts";
import type { Hardware } from "../../../core/protocol/run-facts.ts";
import { t } from "../../words.ts";
import { shownLanguage, writtenNumber } from "../language.ts";

/** In the order of the suite. */
const categoryNames: Readonly<Record<Category, () => string>> = {
  completion: () => t("Completion"),
  algorithm: () => t("Algorithm"),
  bugfix: () => t("Bugfix"),
  "multi-language": () => t("Multi-language"),
  explanation: () => t("Explanation"),
  sql: () => t("SQL"),
  "system-design": () => t("System design"),
  regex: () => t("Regex"),
  "tool-use": () => t("Tool use"),
  "long-context": () => t("Long context"),
  "instruction-following": () => t("Instruction following"),
  chat: () => t("Chat"),
};

/** The keys of the table are the categories. */
export const categories = Object.keys(categoryNames) as Category[];

export function categoryName(category: string): string {
  const names: Readonly<Record<string, () => string>> = categoryNames;
  return names[category]?.() ?? category;
}

const scorecardTitles: Readonly<Record<string, () => string>> = {
  "code-generation": () => t("Code generation"),
  bugfix: () => t("Code review / bugfix"),
  "multi-language": () => t("Multi-language support"),
  sql: () => t("SQL generation"),
  "system-design": () => t("System design reasoning"),
  "tool-use": () => t("Tool / API integration"),
  "instruction-following": () => t("Instruction following"),
  "long-context": () => t("Long document understanding"),
  reasoning: () => t("General reasoning"),
  math: () => t("Math / logic"),
  "interactive-latency": () => t("Latency for interactive use"),
  "batch-throughput": () => t("Batch throughput"),
};

/** A row that this version does not know keeps the title that it came with. */
export function scorecardTitle({ id, title }: Pick<ScorecardRow, "id" | "title">): string {
  return scorecardTitles[id]?.() ?? title;
}

const failClassWords: Readonly<Record<FailClass, () => string>> = {
  refusal: () => t("refusal"),
  truncated: () => t("truncated"),
  extraction: () => t("extraction"),
  "tool-emitted-as-text": () => t("tool-emitted-as-text"),
  "patch-failed": () => t("patch-failed"),
  compile: () => t("compile"),
  runtime: () => t("runtime"),
  timeout: () => t("timeout"),
  memory: () => t("memory"),
  "output-limit": () => t("output-limit"),
  "early-exit": () => t("early-exit"),
  tamper: () => t("tamper"),
  redos: () => t("redos"),
  "wrong-answer": () => t("wrong-answer"),
};

/** In English it is the code that reports have. */
export function failClassWord(failClass: string): string {
  const words: Readonly<Record<string, () => string>> = failClassWords;
  return words[failClass]?.() ?? failClass;
}

const promptSources: Readonly<Record<PromptSource, () => string>> = {
  "tokenized text": () => t("tokenized text"),
  "random token ids": () => t("random token ids"),
  "chat text": () => t("chat text"),
};

export function promptSourceText(source: PromptSource): string {
  return promptSources[source]();
}

let dateAndTime: Intl.DateTimeFormat | undefined;

export function startedText(isoTime: string): string {
  const atMs = Date.parse(isoTime);
  if (Number.isNaN(atMs)) return t("at an unknown time");
  // English dates as Europe writes them: nobody takes the day for the month.
  const language = shownLanguage() === "en" ? "en-GB" : shownLanguage();
  dateAndTime ??= new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return dateAndTime.format(atMs);
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url || t("unknown endpoint");
}

/** `4 × H100 SXM`; undefined when nothing was declared. */
export function hardwareText(hardware: Hardware | undefined): string | undefined {
  const { gpus, name } = hardware ?? {};
  if (gpus === undefined && !name) return undefined;
  const what = name || (gpus === 1 ? t("GPU") : t("GPUs"));
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
  return t("{0} tokens", writtenNumber(tokens));
}

/** A text with markup for its values: `t` leaves the marks of values that it is not given. */
export function withMarkup(text: string, ...values: readonly unknown[]): unknown[] {
  return text.split(/\{(\d+)\}/).map((part, at) => (at % 2 === 0 ? part : values[Number(part)]));
}
