// A chat as a Markdown document to keep or to pass on: each question with the names of what went along, each answer with the
// model and its figures. What went along is named, not repeated. Pure.

import { inlineText } from "../../core/completion/report/markdown-text.ts";
import { milliseconds, tokensPerSecond } from "../../core/figures/figure-text.ts";
import { plural, t } from "../words.ts";
import { labelOf } from "./chips.ts";
import type { StoredTurn } from "./history/chat-reading.ts";

export function chatMarkdown(title: string, turns: readonly StoredTurn[]): string {
  const parts = [`# ${inlineText(title)}`, ...turns.flatMap(turnParts)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function turnParts({ asked, answered }: StoredTurn): string[] {
  const state = answered?.state ?? "stopped";
  const answer = answered?.answer ?? "";
  return [
    `## ${t("Question")}`,
    quoted(asked.title),
    namedReferences(asked),
    `## ${t("Answer")}`,
    closed(answer),
    state === "done" ? "" : `*${state === "stopped" ? t("Stopped here.") : t("It failed here.")}*`,
    answered?.card === undefined ? "" : `*${inlineText(answered.card.title)}*`,
    figures(answered),
  ];
}

/** The words as they were typed, which may be Markdown themselves. */
function quoted(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function namedReferences({ references }: StoredTurn["asked"]): string {
  const named = references.map((reference) => {
    const label = inlineText(labelOf(reference));
    return "path" in reference ? `- ${label} (${inlineText(reference.path)})` : `- ${label}`;
  });
  return named.length === 0 ? "" : `${t("With:")}\n\n${named.join("\n")}`;
}

function figures(answered: StoredTurn["answered"]): string {
  const { header, facts } = answered ?? {};
  const model = facts?.model ?? header?.model;
  if (model === undefined) return "";
  const parts = [
    header === undefined ? inlineText(model) : inlineText(t("{0} at {1}", model, header.endpoint)),
    facts?.isSimulated === true ? t("simulated") : "",
    facts?.ttftMs === undefined ? "" : `TTFT ${milliseconds(facts.ttftMs)}`,
    facts?.tokensPerSecond === undefined ? "" : tokensPerSecond(facts.tokensPerSecond),
    facts?.completionTokens === undefined
      ? ""
      : plural(facts.completionTokens, ["{0} token", "{0} tokens"]),
    inlineText(facts?.trimmed ?? ""),
  ];
  return `*${parts.filter((part) => part !== "").join(" · ")}*`;
}

const fenceLine = /^ {0,3}(?<fence>`{3,}|~{3,})(?<rest>.*)$/;

/** An answer that was stopped inside a code block must not swallow what follows it. */
function closed(answer: string): string {
  let open = "";
  for (const line of answer.split("\n")) {
    const { fence = "", rest = "" } = fenceLine.exec(line)?.groups ?? {};
    if (open === "") open = fence;
    else if (fence.startsWith(open) && rest.trim() === "") open = "";
  }
  return open === "" ? answer.trimEnd() : `${answer.trimEnd()}\n${open}`;
}
