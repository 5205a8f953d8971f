import assert from "node:assert/strict";
import type { Turn } from "../../core/protocol/case/chat.ts";
import { chatGrader } from "./chat.ts";
import type { GradeRequest } from "./grader.ts";

const never = new AbortController().signal;

type Check = {
  turns: Partial<Turn>[];
  replies: string[];
  finishReason?: "length";
};

/** Verdict and fail class; the conversation is what the model said, turn by turn. */
async function verdictOf({ turns, replies, finishReason }: Check): Promise<string> {
  const exchanges = replies.map((text) => ({
    to: "model" as const,
    sent: [],
    text,
    toolCalls: [],
    finishReason: finishReason ?? ("stop" as const),
    model: "m",
    isSimulated: true,
    timing: { e2elMs: 1 },
    retried: [],
  }));
  const spec = {
    kind: "chat" as const,
    topic: "math" as const,
    turns: turns.map((turn) => ({ prompt: "?", ...turn })),
  };
  const transcript = { instance: "chat.a#1.0", epoch: 0, exchanges };
  // The grader looks at nothing else.
  const request = { spec, transcript } as unknown as GradeRequest<"chat">;
  const { verdict, failClass } = await chatGrader.grade(request, never);
  return failClass === undefined ? verdict : `${verdict}: ${failClass}`;
}

const number = (expected: number, tolerance?: number): Partial<Turn> => ({
  answer: { type: "number", expected, ...(tolerance === undefined ? {} : { tolerance }) },
});
const text = (...expected: string[]): Partial<Turn> => ({ answer: { type: "text", expected } });

describe("chatGrader", () => {
  const check = (name: string, conversation: Check, expected: string) =>
    it(name, async () => assert.equal(await verdictOf(conversation), expected));
  const answers = (turn: Partial<Turn>, reply: string, expected: string) =>
    check(
      `${JSON.stringify(turn.answer)}: ${reply}`,
      { turns: [turn, {}], replies: [reply, ""] },
      expected,
    );

  answers(number(5), "So it is five.\n\nAnswer: 5", "pass");
  answers(number(5), "**Answer: 5**", "pass");
  answers(number(5), "Answer: **5** workers", "pass");
  answers(number(5), "Answer: $\\boxed{5}$", "pass");
  answers(number(12500), "Answer: 12,500", "pass");
  answers(number(-3), "answer: -3", "pass");
  answers(number(0.75), "Answer: 3/4", "pass");
  answers(number(5), "Answer: 4\nWait, no.\nAnswer: 5", "pass");
  answers(number(5), "Answer: 5\nOr rather\nAnswer: 6", "fail: wrong-answer");
  answers(number(5), "Answer: 5 or 6", "fail: wrong-answer");
  answers(number(5), "The answer is 5.", "fail: wrong-answer");
  answers(number(5), "Answer: 50", "fail: wrong-answer");
  answers(number(100, 0.01), "Answer: 100.9", "pass");
  answers(number(100, 0.01), "Answer: 101.1", "fail: wrong-answer");
  answers(text("auth"), "Answer: `Auth`.", "pass");
  answers(text("auth"), "Answer: author", "fail: wrong-answer");
  answers(text("10:15", "10.15"), "Answer: 10.15", "pass");

  check(
    "needs both turns",
    { turns: [number(1), number(2)], replies: ["Answer: 1", "Answer: 3"] },
    "fail: wrong-answer",
  );
  check(
    "passes with both turns",
    { turns: [number(1), number(2)], replies: ["Answer: 1", "Answer: 2"] },
    "pass",
  );
  check(
    "leaves to a judge what only a judge can rate",
    { turns: [{}, {}], replies: ["a", "b"] },
    "unscored",
  );
  check(
    "grades no half answers",
    { turns: [number(1), {}], replies: ["Answer: 1", ""], finishReason: "length" },
    "fail: truncated",
  );
  check(
    "looks at the form",
    { turns: [{ verifiers: [{ id: "no-commas" }] }, {}], replies: ["one, two", ""] },
    "fail: wrong-answer",
  );
});
