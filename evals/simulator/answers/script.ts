// What the simulated model says to whom. The contract between the server and whoever writes answers.
import type { ScriptedAnswer } from "../generation/answer.ts";

export type ChatQuestion = {
  /** From `X-Tandem-Task`. */
  task: string | undefined;
  /** The texts of the user's messages, oldest first. */
  userTexts: readonly string[];
};

export type AnswerScript = {
  chat(question: ChatQuestion): ScriptedAnswer;
  /** The continuation of a raw prompt, which may be empty. */
  completion(prompt: string): string;
};
