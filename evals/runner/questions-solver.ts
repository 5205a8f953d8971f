// The solver of checked questions: one question and one answer; where the case has a rubric, a judge then votes on what
// the answer's prose says. Repetitions are not voted on again: the votes cost three times the questions and decide nothing.
import type { Exchange } from "../../core/protocol/transcript.ts";
import { voteCount, voteOn } from "../judge/rubric.ts";
import { askSolver } from "./ask-solver.ts";
import type { Solver } from "./solver.ts";

export const questionsSolver: Solver = async (request, signal) => {
  const solved = await askSolver(request, signal);
  const { instance, judge, epoch } = request;
  const { grader, id } = instance;
  const answer = solved.exchanges.at(-1);
  const rubric = grader.kind === "questions" ? grader.rubric : undefined;
  if (rubric === undefined || epoch > 0) return solved;
  // What was cut off may have been about to say the rest.
  if (answer === undefined || answer.finishReason === "length") return solved;
  const votes: Exchange[] = [];
  for (let vote = 0; vote < voteCount; vote += 1) {
    const toVoteOn = { instance: id, rubric, answer: answer.text, vote };
    votes.push({ ...(await voteOn(judge, toVoteOn, signal)), to: "judge" });
  }
  return { ...solved, exchanges: [...solved.exchanges, ...votes] };
};
