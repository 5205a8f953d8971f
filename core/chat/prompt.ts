// The prompts a turn may use, and the task each counts as. The names are ours; tasks are what endpoints and gateways see.
import type { Task } from "../routing/task.ts";

export const promptNames = [
  "chat",
  "explain",
  "review",
  "fix",
  "tests",
  "doc",
  "commit",
  "edit",
  "fixFile",
  "applyBlock",
  "repair",
  "explainProblem",
  "explainFailure",
] as const;
export type PromptName = (typeof promptNames)[number];

export type TurnTask = Extract<Task, "chat" | "explain" | "review" | "fix" | "edit">;

export const taskOfPrompt: Readonly<Record<PromptName, TurnTask>> = {
  chat: "chat",
  explain: "explain",
  review: "review",
  fix: "fix",
  tests: "edit",
  doc: "edit",
  commit: "chat",
  edit: "edit",
  fixFile: "fix",
  applyBlock: "edit",
  repair: "edit",
  explainProblem: "explain",
  explainFailure: "explain",
};
