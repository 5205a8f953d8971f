// What the simulated model says to whom. The contract between the server and whoever writes answers.
import type { ScriptedAnswer } from "../generation/answer.ts";

export type ChatQuestion = {
  /** From `X-Tandem-Task`. */
  task: string | undefined;
  /** The texts of the user's messages, oldest first. */
  userTexts: readonly string[];
  /** How often the assistant has spoken in this conversation. */
  assistantTurns: number;
  /** What it said last; empty when it has not spoken. */
  lastAnswer?: string;
};

export type AnswerScript = {
  /** An answer written for this very question, tool calls and all; it goes before everything else. */
  exact?(question: ChatQuestion): Promise<ScriptedAnswer | undefined>;
  chat(question: ChatQuestion): ScriptedAnswer;
  /** The continuation of a raw prompt, which may be empty. */
  completion(prompt: string): string;
};
