// Plays a candidate as if it were a model: step by step what its authors wrote. Knows nothing of HTTP and of time.
import type { Candidate } from "../cases/candidate.ts";
import type { Subject } from "../runner/solver.ts";

/** The step that answers is the number of assistant messages so far; past the last step it says nothing. */
export function scriptedSubject({ steps }: Pick<Candidate, "steps">): Subject {
  return {
    contextWindow: undefined,
    countTokens: async () => undefined,
    async ask({ conversation, added }) {
      const turn = conversation.filter(({ role }) => role === "assistant").length;
      const { text = "", calls = [] } = steps[turn] ?? {};
      return {
        to: "model",
        sent: conversation.slice(conversation.length - added),
        text,
        toolCalls: calls.map((call, index) => ({
          id: `call_${turn + 1}_${index + 1}`,
          name: call.tool,
          arguments: JSON.stringify(call.arguments),
        })),
        finishReason: calls.length > 0 ? "tool_calls" : "stop",
        model: "scripted",
        isSimulated: true,
        timing: { e2elMs: 0 },
        retried: [],
      };
    },
  };
}
