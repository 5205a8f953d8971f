// What one case of a sample run looks like opened: a failed bugfix whose every text tries to be markup, and a judged answer.
// Nothing a model wrote: the texts are ours.
import type { CaseResult } from "../../../core/protocol/evaluation.ts";
import type { CaseDetails } from "../../../core/protocol/evaluation-process.ts";
import type { Exchange } from "../../../core/protocol/transcript.ts";
import { cases } from "./sample-cases.ts";

type OpenedCase = { result: CaseResult; details: CaseDetails };

/** Text that would do harm if it were ever parsed. */
export const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

const prompt = `The pool below hands out seats. Two threads can be given the same seat. Find the defect and
answer with the whole corrected file.

class SeatPool:
    def __init__(self, count):
        self._free = list(range(count))
        self._lock = threading.Lock()

    def take(self):
        if not self._free:
            return None
        with self._lock:
            return self._free.pop()
`;

const answer = `The check stands outside the lock, so that two threads can both see the last seat. ${hostile}

\`\`\`python
class SeatPool:
    def __init__(self, count):
        self._free = list(range(count))
        self._lock = threading.Lock()

    def take(self):
        with self._lock:
            return self._free.pop() if self._free else -1
\`\`\`
`;

const code = `class SeatPool:
    def __init__(self, count):
        self._free = list(range(count))
        self._lock = threading.Lock()

    def take(self):
        with self._lock:
            return self._free.pop() if self._free else -1
`;

function exchange(more: Partial<Exchange>): Exchange {
  return {
    to: "model",
    sent: [
      { role: "system", content: "You fix defects. Answer with the whole file." },
      { role: "user", content: prompt },
    ],
    text: answer,
    toolCalls: [],
    finishReason: "stop",
    model: "qwen3-coder",
    isSimulated: true,
    usage: { promptTokens: 412, completionTokens: 167 },
    timing: { firstEventMs: 1_609, ttftMs: 1_612, tpotMs: 6.61, e2elMs: 2_716 },
    retried: [],
    ...more,
  };
}

function caseOf(name: string): CaseResult {
  // The sample has it.
  return cases.find((one) => one.case === name) as CaseResult;
}

export const failingCase: OpenedCase = {
  result: {
    ...caseOf("bugfix.py.seat-pool"),
    checks: [
      { name: "empty pool gives nothing", ok: false, expected: null, actual: -1 },
      {
        name: hostile,
        ok: false,
        expected: ["seat 3", "seat 2"],
        actual: "<b>seat</b>",
        detail: "Order does not matter here.",
      },
      { name: "no seat twice, 200 rounds", ok: true, expected: 200, actual: 200 },
      { name: "seats come back", ok: true, expected: true, actual: true },
      { name: "docstring", ok: null, advisory: true, detail: "Style is no part of the verdict." },
    ],
    extraction: "fenced",
    extracted: code,
    output: `Traceback (most recent call last):\n  File "checks.py", line 31, in <module>\n${hostile}\nAssertionError: -1 is not None\n`,
  },
  details: {
    id: "bugfix.py.seat-pool#1.0",
    epoch: 0,
    transcript: {
      instance: "bugfix.py.seat-pool#1.0",
      epoch: 0,
      exchanges: [exchange({ reasoning: "A race: check and act are two steps." })],
    },
    reference: code.replace(" else -1", " else None"),
    casePath: "evals/suites/bugfix/bugfix.py.seat-pool",
  },
};

/** Two exchanges with the model, one of them a tool call, and one with the judge. */
export const judgedCase: OpenedCase = {
  result: { ...caseOf("chat.writing.one"), ratings: [9, 8] },
  details: {
    id: "chat.writing.one#1.0",
    epoch: 0,
    transcript: {
      instance: "chat.writing.one#1.0",
      epoch: 0,
      exchanges: [
        exchange({
          text: "",
          toolCalls: [{ id: "call-1", name: "list_incidents", arguments: '{"day":"Monday"}' }],
          finishReason: "tool_calls",
        }),
        exchange({
          sent: [{ role: "tool", content: "[]", toolCallId: "call-1" }],
          text: "There was none.",
          retried: ["unreachable"],
        }),
        exchange({
          to: "judge",
          sent: [{ role: "user", content: `Rate the answer. ${"word ".repeat(4_000)}` }],
          text: "Rating: 9",
        }),
      ],
    },
  },
};
