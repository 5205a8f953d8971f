// How the simulated model answers raw prompts: as a model that can fill in the middle, or as one of those that cannot.
// Knows what it would have said, and nothing of tokens.
import type { ScriptedAnswer } from "../generation/answer.ts";

export const completionManners = [
  "lookup",
  "prose",
  "fences",
  "empty",
  "repetition",
  "specials",
] as const;
export type CompletionManner = (typeof completionManners)[number];

/** What stands in for an answer where the model knows none, so that every manner shows at every place. */
const anyCode = "return value;";
/** Longer than any completion that is asked for, so that only `max_tokens` ends it. */
const repetitions = 2_000;

/** The continuation of a prompt, said in this manner. */
export function inManner(manner: CompletionManner, continuation: string): ScriptedAnswer {
  const code = continuation.trim() === "" ? anyCode : continuation;
  switch (manner) {
    case "lookup":
      return { text: continuation };
    case "prose":
      return {
        text: "Sure! The code you have shared is incomplete, so here is how I would continue it. First the value is read, then it is checked, and at the end the result is returned.\n\nLet me know if you need anything else!",
      };
    case "fences":
      return {
        text: `\`\`\`typescript\n${code}\n\`\`\`\n\nThis completes the code at the cursor.`,
      };
    case "empty":
      return { text: "" };
    case "repetition":
      return { text: `${firstLine(code)}\n`.repeat(repetitions) };
    case "specials":
      return {
        text: `${firstLine(code)}<|fim_middle|><|endoftext|>\n<|file_sep|>other.ts\nexport {};\n`,
        spellsMarks: true,
      };
  }
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
