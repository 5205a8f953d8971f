// Conversations as they really look, for tests, screenshots and the benchmark: one explanation with table, list and code, one
// proposed fix, one failure, and a long answer of a given size.
import type {
  ChatHead,
  Chip,
  Connection,
  ContextMeter,
  HostMessage,
  MentionItem,
  SlashItem,
  TurnView,
} from "../messages.ts";

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

const chips: Chip[] = [
  {
    id: "selection",
    kind: "selection",
    tokens: 132,
    label: "discount.ts:4–12 · typescript",
    tooltip: "src/discount.ts, lines 4–12",
    isRemovable: true,
  },
  {
    id: "around",
    kind: "surroundings",
    tokens: 1_420,
    label: "around it: lines 1–40",
    tooltip: "src/discount.ts, lines 1–40",
    isRemovable: true,
  },
  {
    id: "problems",
    kind: "problems",
    tokens: 24,
    label: "1 problem",
    tooltip: "ts: 'i' is never read",
    isRemovable: true,
  },
];

export const composerChips = chips.slice(0, 2);

/** More than two lines hold in any view, one of each kind, one that was cut. */
export const manyChips: Chip[] = [
  ...chips,
  {
    id: "file",
    kind: "file",
    tokens: 18_400,
    label: "generated-api-client.ts",
    tooltip: "src/api/generated-api-client.ts",
    isRemovable: true,
    warning: "Only the first 2,000 lines go along.",
  },
  {
    id: "folder",
    kind: "folder",
    tokens: 5_200,
    label: "billing/",
    tooltip: "src/billing: 14 files",
    isRemovable: true,
  },
  {
    id: "symbol",
    kind: "symbol",
    tokens: 310,
    label: "Cart.total",
    tooltip: "Cart.total in src/cart.ts, lines 17–24",
    isRemovable: true,
  },
  {
    id: "changes",
    kind: "changes",
    tokens: 940,
    label: "staged changes",
    tooltip: "3 files",
    isRemovable: true,
  },
  {
    id: "terminal",
    kind: "terminal",
    tokens: 212,
    label: "npm test",
    tooltip: "npm test, exit code 1",
    isRemovable: true,
  },
  {
    id: "image",
    kind: "image",
    tokens: 1_100,
    label: "screenshot.png",
    tooltip: "screenshot.png, 84 kB",
    isRemovable: true,
  },
  ...["discount.test.ts", "rates.ts", "order.ts", "README.md"].map(
    (label): Chip => ({
      id: label,
      kind: "file",
      tokens: 800,
      label,
      tooltip: `src/${label}`,
      isRemovable: true,
    }),
  ),
];

export const slashItems: SlashItem[] = [
  { name: "explain", description: "Explain the selected code" },
  { name: "review", description: "Review the selected code" },
  { name: "fix", description: "Fix the selected code" },
  { name: "tests", description: "Write tests for the selected code" },
  { name: "doc", description: "Document the selected code" },
  { name: "commit", description: "Write a commit message for the changes" },
];

export const mentionItems: MentionItem[] = [
  { id: "f1", kind: "file", label: "cart.ts", detail: "src" },
  { id: "f2", kind: "file", label: "cart.test.ts", detail: "src/checkout/steps/with/a/long/path" },
  { id: "d1", kind: "folder", label: "checkout", detail: "src" },
  { id: "s1", kind: "symbol", label: "Cart.total", detail: "src/cart.ts:17" },
  { id: "p", kind: "problems", label: "Problems", detail: "2 in this file" },
  { id: "c", kind: "changes", label: "Changes", detail: "staged and unstaged" },
  { id: "t", kind: "terminal", label: "Terminal", detail: "npm test, exit code 1" },
  { id: "o", kind: "openEditors", label: "Open Editors", detail: "5 files" },
  { id: "e", kind: "file", label: ".env", detail: "config", isSecret: true },
];

export const roomyMeter: ContextMeter = {
  usedTokens: 12_400,
  windowTokens: 262_144,
  answerTokens: 8_192,
  leftOut: [],
};

export const fullMeter: ContextMeter = {
  usedTokens: 31_900,
  windowTokens: 32_768,
  answerTokens: 4_096,
  leftOut: ["3 earlier turns", "code around the selection"],
};

const now = Date.now();
const hour = 3_600_000;

export const chatHeads: ChatHead[] = [
  {
    id: "c1",
    title: "Why is the last line never discounted?",
    updatedAtMs: now - hour / 20,
    turnCount: 4,
  },
  {
    id: "c2",
    title: "Fix src/cart.ts:17–24",
    updatedAtMs: now - 5 * hour,
    turnCount: 1,
    excerpt: "… comparing with items.length includes the last item …",
  },
  {
    id: "c3",
    title: "How do I test a queue that drops its oldest entry without waiting for the clock?",
    updatedAtMs: now - 30 * hour,
    turnCount: 38,
  },
  {
    id: "c4",
    title: "Commit message for the staged changes",
    updatedAtMs: now - 24 * 40 * hour,
    turnCount: 2,
  },
];

type Replay = Extract<HostMessage, { type: "replay" }>;

export function replayOf(changes: Partial<Replay> = {}): Replay {
  return {
    type: "replay",
    chat: { id: "c1", title: "Why is the last line never discounted?" },
    turns: [],
    olderCount: 0,
    composerChips: [],
    draft: "",
    connection: connected,
    slashItems,
    ...changes,
  };
}

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

const header = {
  model: "qwen3-coder",
  endpoint: "gpu1:8000",
  why: "It is the first model of the route for explaining, and it answers.",
};

export const explained = turn({
  id: "explained",
  answer: explanation,
  state: "done",
  header,
  facts: {
    model: "qwen3-coder",
    isSimulated: false,
    ttftMs: 184,
    tokensPerSecond: 61.4,
    promptTokens: 2_140,
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
  isEditable: true,
  header,
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
  isEditable: true,
  header,
  chips: [],
  reasoning:
    "The user wants tests. The function has a boundary at the last line, so one line and two.",
  answer:
    'Three cases hold it: **one line**, two lines and none.\n\n```ts\nit("discounts the only line", () => {\n  const order = { lines: [{ priceCents: 1000 }] };\n  assert.equal(applyDiscount(order, 0.1).lines[0].pri',
  state: "streaming",
});

/** SEARCH/REPLACE as models write it: path before the fence, path inside it, and one block still on its way. */
export const changeAnswer = `Two files have to change. The loop must include the last line:

src/discount.ts
\`\`\`ts
<<<<<<< SEARCH
  for (let i = 0; i < order.lines.length - 1; i++) {
    const line = order.lines[i];
=======
  for (const line of order.lines) {
    if (line.isFixedPrice) continue;
>>>>>>> REPLACE
\`\`\`

And its test:

\`\`\`ts
src/discount.test.ts
<<<<<<< SEARCH
=======
it("discounts the only line", () => {
  assert.equal(applyDiscount(oneLine, 0.1).lines[0].priceCents, 900);
});
>>>>>>> REPLACE
\`\`\`

Then run the tests:

\`\`\`bash
npm test -- discount
\`\`\`
`;

export const changed = turn({
  id: "changed",
  question: "Make the loop include the last line, and test it.",
  isEditable: true,
  header: { ...header, why: "You chose it for this chat." },
  answer: changeAnswer,
  state: "done",
  facts: {
    model: "qwen3-coder",
    isSimulated: false,
    ttftMs: 212,
    tokensPerSecond: 58,
    promptTokens: 3_310,
    completionTokens: 264,
  },
  card: {
    severity: "success",
    title: "2 of 4 files were changed.",
    detail: "One undo takes all of it back.",
    files: [
      { path: "src/discount.ts", added: 2, removed: 2, state: "accepted" },
      {
        path: "src/discount.test.ts",
        added: 12,
        removed: 0,
        state: "partly",
        hunks: { accepted: 2, rejected: 1, pending: 0 },
      },
      {
        path: "src/checkout/steps/with/a/long/path/total-price.ts",
        added: 1,
        removed: 140,
        state: "rejected",
      },
      { path: "src/rates.ts", added: 1, removed: 1, state: "pending" },
    ],
    notes: [
      "A block for src/old.ts was refused: the file does not exist.",
      "A block for src/rates.ts matches in two places and was left out.",
    ],
    actions: [
      { action: "showDiff", label: "Show Diff", isPrimary: true },
      { action: "retry", label: "Retry" },
    ],
  },
});

/** After the first of three hunks. */
export const proposed = turn({
  ...changed,
  id: "proposed",
  card: {
    severity: "info",
    title: "Proposed change of 1 file.",
    detail: "The editor shows it hunk by hunk. Nothing is touched before you accept.",
    files: [
      {
        path: "src/discount.ts",
        added: 2,
        removed: 2,
        state: "partly",
        hunks: { accepted: 0, rejected: 1, pending: 2 },
      },
    ],
    actions: [
      { action: "acceptChange", label: "Accept", isPrimary: true },
      { action: "discardChange", label: "Discard" },
      { action: "showDiff", label: "Show Changes" },
    ],
  },
});

export const changing = turn({
  id: "changing",
  question: changed.question,
  isEditable: true,
  header,
  answer: changeAnswer.slice(0, changeAnswer.indexOf("isFixedPrice")),
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
