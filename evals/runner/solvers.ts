// Which solver puts which kind of case to a model.
import type { GraderKind } from "../graders/grader.ts";
import { askSolver } from "./ask-solver.ts";
import { chatSolver } from "./chat-solver.ts";
import { needleSolver } from "./needle-solver.ts";
import { questionsSolver } from "./questions-solver.ts";
import type { Solver } from "./solver.ts";
import { traceSolver } from "./trace-solver.ts";

const special: Partial<Record<GraderKind, Solver>> = {
  trace: traceSolver,
  needle: needleSolver,
  chat: chatSolver,
  questions: questionsSolver,
};

export function solverOf(kind: GraderKind): Solver {
  return special[kind] ?? askSolver;
}
