// One chat turn: from a question and its references to the messages a model gets. Fits everything into the context
// window by leaving out the least important part first and says what it left out. Knows no model names and no editor.

import { ModelError } from "../model/errors.ts";
import type { ChatMessage } from "../model/request.ts";
import explainPrompt from "../prompts/explain.md";
import fixPrompt from "../prompts/fix.md";
import reviewPrompt from "../prompts/review.md";
import systemPrompt from "../prompts/system.md";
import { lineRange, type Reference } from "./reference.ts";

export type TurnTask = "chat" | "explain" | "review" | "fix";

export type Turn = {
  task: TurnTask;
  /** The user's own words; may be empty for every task but `chat`. */
  question: string;
  references: readonly Reference[];
};

/** An earlier turn of the conversation, as it was sent and answered. */
export type PastTurn = { turn: Turn; answer: string };

export type Budget = {
  /** The model's window in tokens, prompt and answer together. */
  contextWindow: number;
  /** How much of the window is kept free for the answer. */
  maxAnswerTokens: number;
};

export type RenderedTurn = {
  messages: ChatMessage[];
  maxTokens: number;
  /** What had to be left out, in words for the user; empty when everything fits. */
  trimmed: string[];
};

const taskPrompts: Record<TurnTask, string> = {
  chat: "",
  explain: explainPrompt.trim(),
  review: reviewPrompt.trim(),
  fix: fixPrompt.trim(),
};

/**
 * Renders a turn. What does not fit is left out in this order: earlier turns from the oldest, surrounding code, the
 * editor's problems. The question and the selection are never cut.
 * @throws ModelError `context_length` when question and selection alone do not fit.
 */
export function renderTurn(turn: Turn, past: readonly PastTurn[], budget: Budget): RenderedTurn {
  const room = budget.contextWindow - budget.maxAnswerTokens;
  const system: ChatMessage = { role: "system", content: systemPrompt.trim() };
  const trimmed: string[] = [];

  let references = turn.references;
  for (const kind of ["surroundings", "problems"] as const) {
    if (estimateTokens([system, userMessage(turn, references)]) <= room) break;
    const kept = references.filter((reference) => reference.kind !== kind);
    if (kept.length < references.length) trimmed.push(leftOut[kind]);
    references = kept;
  }
  const user = userMessage(turn, references);
  const needed = estimateTokens([system, user]);
  if (needed > room) {
    throw new ModelError("context_length", {
      detail: `It needs about ${needed} tokens and ${Math.max(room, 0)} are free.`,
    });
  }

  const history: ChatMessage[] = [];
  let historyTokens = 0;
  let kept = 0;
  for (const { turn: earlier, answer } of [...past].reverse()) {
    const pair: ChatMessage[] = [
      userMessage(earlier, earlier.references),
      { role: "assistant", content: answer },
    ];
    historyTokens += estimateTokens(pair);
    if (needed + historyTokens > room) break;
    history.unshift(...pair);
    kept += 1;
  }
  const dropped = past.length - kept;
  if (dropped > 0) trimmed.push(dropped === 1 ? "1 earlier turn" : `${dropped} earlier turns`);

  return { messages: [system, ...history, user], maxTokens: budget.maxAnswerTokens, trimmed };
}

const leftOut = {
  surroundings: "the surrounding code",
  problems: "the editor's problems",
} as const;

/**
 * A cautious guess of the tokens in these messages: three UTF-8-ish characters a token, because code tokenises at
 * three to four characters a token and a guess that is too low is answered by an error. Plus the chat template.
 */
export function estimateTokens(messages: readonly ChatMessage[]): number {
  const templateTokens = 8;
  return messages.reduce(
    (sum, { content }) => sum + Math.ceil(weigh(content) / 3) + templateTokens,
    0,
  );
}

/** Characters outside ASCII cost up to one token each, so they weigh three. */
function weigh(text: string): number {
  let weight = 0;
  for (let index = 0; index < text.length; index += 1)
    weight += text.charCodeAt(index) < 128 ? 1 : 3;
  return weight;
}

function userMessage(turn: Turn, references: readonly Reference[]): ChatMessage {
  const parts = [taskPrompts[turn.task], turn.question.trim(), ...references.map(renderReference)];
  return { role: "user", content: parts.filter((part) => part !== "").join("\n\n") };
}

/** The headings are part of the prompt's contract: scripted answers and tests find the selection by them. */
function renderReference(reference: Reference): string {
  switch (reference.kind) {
    case "selection": {
      const lines = lineRange(reference.startLine, reference.endLine);
      return `## Selected code: ${reference.path}, lines ${lines}\n\n${fence(reference.text, reference.languageId)}`;
    }
    case "surroundings": {
      const lines = lineRange(reference.startLine, reference.endLine);
      const code = `${reference.before}${selectionMark}\n${reference.after}`;
      return `## Code around the selection: ${reference.path}, lines ${lines}\n\n${fence(code, reference.languageId)}`;
    }
    case "problems":
      return `## Problems the editor reports in ${reference.path}\n\n${reference.problems
        .map(
          ({ severity, line, message, source }) =>
            `- line ${line}, ${severity}${source === undefined ? "" : ` (${source})`}: ${oneLine(message)}`,
        )
        .join("\n")}`;
  }
}

const selectionMark = "[the selected code stands here]";

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

/** Fences code so that no run of backticks inside it can close the fence (CommonMark 0.31, section 4.5). */
export function fence(code: string, languageId: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${languageId}\n${code}${code.endsWith("\n") ? "" : "\n"}${ticks}`;
}
