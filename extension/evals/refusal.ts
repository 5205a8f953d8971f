// What cannot be done just now, for the person who asked for it: one sentence and the buttons that help. Not a defect.
import type { ActionId, Problem } from "../webview/evals/messages.ts";
import { problem } from "./problems.ts";

export class Refusal extends Error {
  readonly problem: Problem;

  constructor(message: string, ...actions: ActionId[]) {
    super(message);
    this.name = "Refusal";
    this.problem = problem(message, ...actions);
  }
}
