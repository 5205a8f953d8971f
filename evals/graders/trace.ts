// Grades tool use: the transcript's calls are played again in a fresh world and checked, then the world's end state and
// the last answer. Asks nobody and knows no server.
import type { FailClass } from "../../core/protocol/grade.ts";
import type { Transcript } from "../../core/protocol/transcript.ts";
import { isRefusal } from "../answers/refusal.ts";
import { withoutThinking } from "../answers/thinking.ts";
import { isCallAsText } from "../tools/call-as-text.ts";
import type { Grader } from "./grader.ts";
import { failed, gradeOf } from "./grades.ts";
import { callChecks } from "./trace-calls.ts";
import { outcomeChecks } from "./trace-outcome.ts";
import { type Replay, replay } from "./trace-replay.ts";

export const traceGrader: Grader<"trace"> = {
  kind: "trace",
  needs: () => [],
  async grade({ spec, transcript }) {
    const replayed = await replay(spec, transcript);
    const broken = brokenAnswer(transcript, replayed.tools);
    const parsed = {
      name: "calls arrive as calls",
      ok: broken?.failClass !== "tool-emitted-as-text",
    };
    const checks = [parsed, ...callChecks(spec, replayed), ...outcomeChecks(spec, replayed)];
    if (broken !== undefined) return failed(broken.failClass, broken.reason, { checks });
    return gradeOf(checks, isRefused(replayed) ? "refusal" : "wrong-answer", { checks });
  },
};

/** An answer that is none, whatever else the conversation holds. */
function brokenAnswer(
  { exchanges }: Transcript,
  tools: readonly string[],
): { failClass: FailClass; reason: string } | undefined {
  for (const { to, finishReason, text, toolCalls } of exchanges) {
    if (to !== "model") continue;
    if (finishReason === "content_filter") {
      return { failClass: "refusal", reason: "The endpoint's content filter ended an answer." };
    }
    if (finishReason === "length") {
      return { failClass: "truncated", reason: "An answer was cut off at its limit." };
    }
    if (toolCalls.length === 0 && isCallAsText(text, tools)) {
      return {
        failClass: "tool-emitted-as-text",
        reason: "A tool call stands in the text of an answer, where the server should parse it.",
      };
    }
  }
  return undefined;
}

/** Declined without having tried anything. */
function isRefused({ turns }: Replay): boolean {
  if (turns.some(({ calls }) => calls.length > 0)) return false;
  return isRefusal(withoutThinking(turns.at(-1)?.text ?? ""));
}
