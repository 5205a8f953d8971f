// An answer written by the authors, as the replies a model would give: for the suite's own test and for the simulated
// endpoint. Knows nothing of grading.
import type { AnswerSpec, ScriptedStep } from "../../core/protocol/case-file.ts";
import type { Language } from "../../core/protocol/language.ts";

export type Candidate = {
  name: string;
  /** The answer itself: code, SQL, a pattern, JSON. Empty for conversations. */
  text: string;
  /** What the assistant says and calls, turn by turn; one step for everything that is no conversation. */
  steps: readonly ScriptedStep[];
};

/** The reply around an answer's text. */
export function replyText(
  answer: AnswerSpec,
  language: Language | undefined,
  text: string,
): string {
  switch (answer.kind) {
    case "code":
    case "insertion":
    case "file":
      return fenced(language ?? "", text);
    case "sql":
    case "regex":
      return fenced(answer.kind, text);
    default:
      return text;
  }
}

function fenced(tag: string, text: string): string {
  return `\`\`\`${tag}\n${text.endsWith("\n") ? text : `${text}\n`}\`\`\`\n`;
}
