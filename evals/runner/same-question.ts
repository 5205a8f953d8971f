// Tells whether a stored answer was given to the question that a case asks today. A suite may change between a run and its
// regrading; an answer to something else is neither right nor wrong.
import type { Transcript } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import { plotOf } from "../haystack/plot-of.ts";
import { openingOf } from "./ask-solver.ts";

/** True also where nothing was asked. */
export function isSameQuestion(instance: Instance, { exchanges }: Transcript): boolean {
  const sent = exchanges.find(({ to }) => to === "model")?.sent;
  if (sent === undefined) return true;
  const { grader, id, prompt } = instance;
  if (grader.kind === "needle") {
    // The length of the text around depends on the model's tokens; the question does not.
    const content = sent.at(-1)?.content ?? "";
    const { question } = plotOf(id, grader);
    return content.startsWith(prompt.trimEnd()) && content.includes(question);
  }
  const asked = grader.kind === "chat" ? grader.turns[0]?.prompt : prompt;
  const text = (messages: readonly { role: string; content: string }[]) =>
    JSON.stringify(messages.map(({ role, content }) => [role, content]));
  return text(sent) === text(openingOf(instance, asked));
}
