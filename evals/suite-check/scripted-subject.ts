// A model that says what an author wrote: the authors' own answers go the same way through solvers as a model's. Its
// answers depend on nothing but how many the conversation already has.
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Candidate } from "../cases/candidate.ts";
import type { Subject } from "../runner/solver.ts";

/** Where the author wrote no further step, it says nothing. */
export function scriptedSubject({ steps }: Pick<Candidate, "steps">): Subject {
  return {
    contextWindow: undefined,
    countTokens: async () => undefined,
    async ask({ conversation, added }, signal): Promise<Exchange> {
      signal.throwIfAborted();
      const index = conversation.filter(({ role }) => role === "assistant").length;
      const { text = "", calls = [] } = steps[index] ?? {};
      const before = steps
        .slice(0, index)
        .reduce((sum, step) => sum + (step.calls?.length ?? 0), 0);
      const toolCalls = calls.map(({ tool, arguments: given }, at) => ({
        id: `call_${before + at + 1}`,
        name: tool,
        arguments: JSON.stringify(given),
      }));
      return {
        to: "model",
        sent: conversation.slice(conversation.length - added),
        text,
        toolCalls,
        finishReason: toolCalls.length > 0 ? "tool_calls" : "stop",
        model: "scripted",
        isSimulated: true,
        timing: { firstEventMs: 0, ttftMs: 0, e2elMs: 0 },
        retried: [],
      };
    },
  };
}
