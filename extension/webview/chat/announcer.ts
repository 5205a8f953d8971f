// Speaks to screen readers through one hidden live region: that an answer is being generated, and what came of it. While
// text streams it is read in whole sentences, and only when VS Code says that a screen reader is in use.
import { plural, t } from "../../words.ts";
import type { TurnView } from "../messages.ts";

const sentencesEveryMs = 2_000;

export type Announcer = {
  readonly element: HTMLElement;
  say(text: string): void;
  started(): void;
  /** More of the answer is there. */
  grown(turn: TurnView): void;
  finished(turn: TurnView, codeBlockCount: number): void;
};

export function announcer(): Announcer {
  const element = document.createElement("div");
  element.className = "visually-hidden";
  element.setAttribute("aria-live", "polite");
  element.dataset.testid = "announcer";
  const say = (text: string) => {
    element.textContent = text;
  };
  let spoken = { turnId: "", length: 0, atMs: 0 };
  return {
    element,
    say,
    started: () => say(t("Generating")),
    finished: (turn, codeBlockCount) => say(outcome(turn, codeBlockCount)),
    grown({ id, answer }) {
      if (!document.body.classList.contains("vscode-using-screen-reader")) return;
      const nowMs = performance.now();
      if (spoken.turnId !== id) spoken = { turnId: id, length: 0, atMs: nowMs };
      if (nowMs - spoken.atMs < sentencesEveryMs) return;
      const end = lastSentenceEnd(answer);
      if (end <= spoken.length) return;
      say(answer.slice(spoken.length, end));
      spoken = { turnId: id, length: end, atMs: nowMs };
    },
  };
}

function outcome(turn: TurnView, codeBlocks: number): string {
  if (turn.state === "failed") return turn.card?.title ?? t("The answer failed");
  if (turn.state === "stopped") return t("Stopped");
  if (codeBlocks === 0) return t("Response complete");
  return plural(codeBlocks, [
    "Response complete, {0} code block",
    "Response complete, {0} code blocks",
  ]);
}

function lastSentenceEnd(text: string): number {
  return (
    Math.max(...[". ", ".\n", "! ", "? ", ":\n", "\n\n"].map((end) => text.lastIndexOf(end))) + 1
  );
}
