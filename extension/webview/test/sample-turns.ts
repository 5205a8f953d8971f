// Conversations as they really look, for tests, screenshots and the benchmark: one explanation with table, list and code, one
// proposed fix, one failure, and a long answer of a given size.
import type { Connection, TurnView } from "../messages.ts";

export const connected: Connection = {
  state: "ready",
  label: "qwen3-coder at gpu1:8000",
  isSimulated: false,
};

export const simulated: Connection = {
  state: "ready",
  label: "qwen3-coder at localhost:41234",
  isSimulated: true,
};

export const unconfigured: Connection = {
  state: "unconfigured",
  label: "",
  isSimulated: false,
};

export const explanation = `\`applyDiscount\` lowers the price of every line of an order, **but it stops one line early**.

### What it does

1. It reads the customer's rate from \`rates.ts:14\`.
2. It walks over the lines and multiplies each price.
3. It rounds to cents with \`Math.round\`.

\`\`\`ts
export function applyDiscount(order: Order, rate: number): Order {
  // The last line is never reached.
  for (let i = 0; i < order.lines.length - 1; i++) {
    const line = order.lines[i];
    line.priceCents = Math.round(line.priceCents * (1 - rate));
  }
  return { ...order, note: \`discount \${rate * 100} %\` };
}
\`\`\`

| input | expected | actual |
|:------|---------:|-------:|
| no lines | 0 | 0 |
| one line of 10.00 | 9.00 | **10.00** |
| two lines of 10.00 | 18.00 | **19.00** |

Two more things to know:

- It *changes the order it was given*, so a caller that keeps the old one sees new prices.
- A rate above 1 makes prices negative; nothing checks it.

> The tests only use orders of two lines with the discount on the first.

See [the order model](src/order.ts#L8) and the [MDN page on rounding](https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Math/round).
`;

export const fix = `The loop leaves out the last line. Comparing with \`order.lines.length\` includes it:

\`\`\`diff
-  for (let i = 0; i < order.lines.length - 1; i++) {
+  for (let i = 0; i < order.lines.length; i++) {
\`\`\`
`;

const chips = [
  {
    id: "selection",
    label: "discount.ts:4–12 · typescript",
    tooltip: "src/discount.ts, lines 4–12",
    isRemovable: true,
  },
  {
    id: "around",
    label: "around it: lines 1–40",
    tooltip: "src/discount.ts, lines 1–40",
    isRemovable: true,
  },
  { id: "problems", label: "1 problem", tooltip: "ts: 'i' is never read", isRemovable: true },
];

export const composerChips = chips.slice(0, 2);

export function turn(changes: Partial<TurnView> = {}): TurnView {
  return {
    id: "t1",
    question: "Explain Selection",
    chips,
    answer: "",
    reasoning: "",
    state: "waiting",
    ...changes,
  };
}

export const explained = turn({
  id: "explained",
  answer: explanation,
  state: "done",
  facts: {
    model: "qwen3-coder",
    isSimulated: false,
    ttftMs: 184,
    tokensPerSecond: 61.4,
    completionTokens: 412,
  },
});

export const fixed = turn({
  id: "fixed",
  question: "Fix Selection",
  answer: fix,
  state: "done",
  facts: {
    model: "qwen3-coder",
    isSimulated: true,
    ttftMs: 1_240,
    tokensPerSecond: 58.02,
    completionTokens: 96,
    trimmed: "Left out to fit the context window: code around the selection",
  },
  card: {
    severity: "info",
    title: "1 change in discount.ts",
    detail: "Look at it in the diff, then accept or discard it.",
    actions: [
      { action: "acceptChange", label: "Accept", isPrimary: true },
      { action: "discardChange", label: "Discard" },
      { action: "showDiff", label: "Show Diff" },
    ],
  },
});

export const failed = turn({
  id: "failed",
  question: "Why is the total wrong when there is only one line?",
  chips: chips.slice(0, 1),
  answer: "The total is computed before the discount is",
  state: "failed",
  facts: { model: "qwen3-coder", isSimulated: false, ttftMs: 190 },
  card: {
    severity: "error",
    title: "The connection to gpu1:8000 was cut in the middle of the answer.",
    detail: "What had arrived is kept. Try again, or check the connection.",
    actions: [
      { action: "retry", label: "Retry", isPrimary: true },
      { action: "checkConnection", label: "Check Connection" },
      { action: "showLog", label: "Show Log" },
    ],
  },
});

export const streaming = turn({
  id: "streaming",
  question: "How would you test it?",
  chips: [],
  reasoning:
    "The user wants tests. The function has a boundary at the last line, so one line and two.",
  answer:
    'Three cases hold it: **one line**, two lines and none.\n\n```ts\nit("discounts the only line", () => {\n  const order = { lines: [{ priceCents: 1000 }] };\n  assert.equal(applyDiscount(order, 0.1).lines[0].pri',
  state: "streaming",
});

const paragraph =
  "The queue keeps **one entry per key** and drops the oldest when it is full; see `src/queue.ts:42` for the bound. " +
  "A reader that falls behind gets a *gap marker* instead of stale values, which the [protocol notes](docs/protocol.md) explain.\n\n";
const list =
  "- takes the lock before it reads the length\n- never waits while it holds the lock\n  - not even for the clock\n- returns `undefined` when it is empty\n\n";
const table =
  "| case | before | after |\n|---|--:|--:|\n| empty | 0 | 0 |\n| one entry | 12 | 9 |\n| full | 4096 | 4095 |\n\n";
const codes = [
  '```ts\nexport async function drain(queue: Queue<Job>, signal: AbortSignal): Promise<number> {\n  let done = 0;\n  while (!signal.aborted) {\n    const job = queue.shift();\n    if (job === undefined) break;\n    // A job that fails goes back once, then to the log.\n    const result = await run(job, { retries: job.attempt < 2 ? 1 : 0, signal });\n    if (result.kind === "failed") log.warn("job failed", result.reason);\n    done += 1;\n  }\n  return done;\n}\n```\n\n',
  '```python\n@dataclass(frozen=True)\nclass Reading:\n    sensor: str\n    value: float\n\n    def scaled(self, factor: float = 1.0) -> "Reading":\n        """Return a copy in another unit."""\n        return Reading(self.sensor, round(self.value * factor, 3))\n\n\ndef mean(readings: list[Reading]) -> float | None:\n    if not readings:\n        return None\n    return sum(r.value for r in readings) / len(readings)\n```\n\n',
  '```go\nfunc (s *Store) Get(ctx context.Context, key string) ([]byte, error) {\n\ts.mu.RLock()\n\tdefer s.mu.RUnlock()\n\tentry, ok := s.entries[key]\n\tif !ok || entry.expires.Before(time.Now()) {\n\t\treturn nil, fmt.Errorf("get %q: %w", key, ErrNotFound)\n\t}\n\treturn entry.value, nil\n}\n```\n\n',
  "```sql\nSELECT c.name, SUM(o.total_cents) / 100.0 AS total\nFROM customers AS c\nJOIN orders AS o ON o.customer_id = c.id\nWHERE o.created_at >= DATE '2026-01-01' AND o.state <> 'cancelled'\nGROUP BY c.name\nHAVING COUNT(*) > 3\nORDER BY total DESC;\n```\n\n",
];

/** An answer of about `length` characters with `codeBlocks` code blocks and prose, lists and tables between them. */
export function longAnswer(length: number, codeBlocks: number): string {
  const perSection = length / codeBlocks;
  let text = "";
  for (let section = 0; section < codeBlocks; section++) {
    const code = codes[section % codes.length] ?? "";
    text += `## Step ${section + 1}\n\n`;
    const between = section % 3 === 0 ? table : list;
    while (text.length + code.length + paragraph.length < perSection * (section + 1)) {
      text += paragraph;
      if (text.length + code.length + between.length < perSection * (section + 1)) text += between;
    }
    text += code;
  }
  return text;
}
