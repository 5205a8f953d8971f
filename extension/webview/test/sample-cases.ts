// The graded cases of a sample evaluation, the same every time: real case names, failures of many kinds, several epochs of
// tool use with flips, the long-context grid, two rated turns of chat. No model wrote any of it.
import type { Category } from "../../../core/protocol/case-file.ts";
import type { CaseResult } from "../../../core/protocol/evaluation.ts";
import type { FailClass, Verdict } from "../../../core/protocol/grade.ts";
import type { Language } from "../../../core/protocol/language.ts";

type Plan = {
  category: Category;
  names: string;
  variants?: number;
  epochs?: number;
  /** Names that fail, in every epoch unless they flip. */
  fails?: Record<string, FailClass>;
  /** Fail in the second and fourth epoch only. */
  flips?: string[];
};

const languageNames: Record<string, Language> = {
  py: "python",
  python: "python",
  js: "javascript",
  ts: "typescript",
  typescript: "typescript",
  go: "go",
  rust: "rust",
  java: "java",
  cpp: "cpp",
};

const multiProblems = "bead-numeral build-order latency-report season-week split-amount work-time";
const multiNames = ["python", "typescript", "go", "rust", "java", "cpp"]
  .flatMap((language) => multiProblems.split(" ").map((name) => `multi.${language}.${name}`))
  .join(" ");

const plans: Plan[] = [
  {
    category: "completion",
    names:
      "completion.cpp.tokenizer completion.go.rolling-window completion.java.recency-list completion.py.archive-paths completion.py.busy-blocks completion.py.csv-row completion.py.split-amount completion.rust.ring-buffer completion.ts.config-merge completion.ts.page-cursor completion.ts.retry-delays completion.ts.semver-range",
    variants: 2,
    fails: { "completion.rust.ring-buffer": "compile" },
  },
  {
    category: "algorithm",
    names:
      "algorithm.cpp.score-board algorithm.go.sparse-regions algorithm.java.versioned-store algorithm.js.line-diff algorithm.js.rule-expression algorithm.py.autocomplete algorithm.py.job-scheduler algorithm.py.toll-routes algorithm.py.ttl-lru algorithm.rust.rollback-groups algorithm.ts.rate-limiter algorithm.ts.shift-overlay",
    variants: 2,
    fails: { "algorithm.py.toll-routes": "timeout" },
  },
  {
    category: "bugfix",
    names:
      "bugfix.cpp.ledger bugfix.go.retry-plan bugfix.go.tally bugfix.java.invoice bugfix.js.share-rules bugfix.py.batch-import bugfix.py.page-window bugfix.py.seat-pool bugfix.rust.event-ring bugfix.ts.line-reader bugfix.ts.rate-table bugfix.ts.token-source",
    variants: 2,
    fails: { "bugfix.py.seat-pool": "wrong-answer" },
  },
  {
    category: "multi-language",
    names: multiNames,
    fails: { "multi.rust.work-time": "compile", "multi.cpp.latency-report": "runtime" },
  },
  {
    category: "explanation",
    names:
      "explain.cpp.lifetimes explain.go.deferred explain.go.slices explain.java.arithmetic explain.js.event-loop explain.js.regex-state explain.py.aliasing explain.py.laziness explain.py.unwinding explain.rust.drop-order explain.ts.fields",
    variants: 2,
    fails: { "explain.rust.drop-order": "wrong-answer" },
  },
  {
    category: "sql",
    names:
      "sql.anti-join sql.every-day sql.outer-join sql.parts-list sql.price-at-the-time sql.qualified-for sql.reconcile sql.running-balance sql.sessions sql.stock-upsert sql.top-per-group",
    variants: 2,
  },
  {
    category: "system-design",
    names:
      "design.capacity.backlog design.capacity.kv-cache design.capacity.log-store design.choice.isolation design.choice.quorum design.choice.shard-key design.failure.breaker design.failure.lease design.failure.redelivery",
    variants: 2,
    fails: { "design.capacity.kv-cache": "wrong-answer", "design.failure.lease": "extraction" },
  },
  {
    category: "regex",
    names:
      "regex.address-range regex.calendar-date regex.grouped-amount regex.host-name regex.log-line regex.password-rules regex.person-name regex.py.matching-tags regex.quoted-string regex.release-tag regex.ticket-reference",
    variants: 2,
    fails: { "regex.host-name": "redos" },
  },
  {
    category: "tool-use",
    names:
      "tool.branch tool.choose-tool tool.coding-loop tool.confirmation tool.error-retry tool.irrelevant tool.missing-argument tool.no-tool tool.paged-chain tool.parallel tool.single-call tool.stale-id tool.structured tool.two-step tool.typed-arguments",
    epochs: 4,
    fails: { "tool.missing-argument": "wrong-answer" },
    flips: ["tool.coding-loop", "tool.stale-id"],
  },
  {
    category: "long-context",
    names: [
      ...["4k", "8k", "16k", "30k"].flatMap((k) =>
        [10, 50, 90].map((d) => `long.single-${k}-${d}`),
      ),
      ...["8k", "16k", "30k"].flatMap((k) => [25, 75].map((d) => `long.multi-key-${k}-${d}`)),
      ...["chain", "all-values"].flatMap((name) =>
        ["8k", "16k", "30k"].map((k) => `long.${name}-${k}`),
      ),
      "long.code-trace-16k long.code-trace-30k long.latest-wins-16k long.latest-wins-30k long.absent-30k",
    ].join(" "),
    fails: {
      "long.single-30k-50": "wrong-answer",
      "long.multi-key-30k-25": "wrong-answer",
      "long.chain-30k": "wrong-answer",
      "long.code-trace-30k": "truncated",
      "long.all-values-30k": "wrong-answer",
    },
  },
  {
    category: "instruction-following",
    names:
      "if.api-endpoint-page if.api-error-json if.bash-no-comments if.changelog-dates if.ci-yaml if.cli-help if.commit-breaking if.commit-scope if.comparison-table if.compose-yaml if.csv-from-log if.csv-quoted if.decision-record if.diff-add-guard if.diff-rename if.error-messages if.explain-french if.explain-german if.faq if.glossary if.go-docs if.incident-summary if.java-docs if.keyword-times if.log-format if.openapi-path if.plain-words if.postmortem if.py-docstrings if.runbook-nested",
    variants: 2,
    fails: {
      "if.csv-quoted": "wrong-answer",
      "if.commit-breaking": "wrong-answer",
      "if.diff-add-guard": "patch-failed",
      "if.keyword-times": "wrong-answer",
      "if.explain-french": "refusal",
      "if.runbook-nested": "wrong-answer",
      "if.plain-words": "wrong-answer",
    },
  },
  {
    category: "chat",
    names: [
      "coding",
      "extraction",
      "humanities",
      "math",
      "reasoning",
      "roleplay",
      "stem",
      "writing",
    ]
      .flatMap((topic) => ["one", "two", "three", "four", "five"].map((n) => `chat.${topic}.${n}`))
      .join(" "),
    fails: { "chat.math.four": "wrong-answer" },
  },
];

const reasons: Record<FailClass, string> = {
  refusal: "The answer declines the task.",
  truncated: "The answer ends at its limit of tokens.",
  extraction: "The answer holds no JSON.",
  "tool-emitted-as-text": "The call came as text.",
  "patch-failed": "The diff does not apply to the file.",
  compile: "The compiler rejects the program.",
  runtime: "The program ended with signal 11.",
  timeout: "The program ran longer than 4,000 ms.",
  memory: "The program took more than 512 MB.",
  "output-limit": "The program printed more than 1 MB.",
  "early-exit": "The program ended before its tests.",
  tamper: "The program touched its tests.",
  redos: "The pattern needs exponential time.",
  "wrong-answer": "2 of 4 checks fail.",
};

export const cases: CaseResult[] = plans.flatMap((plan) =>
  range(plan.epochs ?? 1).flatMap((epoch) =>
    plan.names
      .split(" ")
      .flatMap((name) =>
        range(plan.variants ?? 1).map((variant) => sampleCase(plan, name, variant, epoch)),
      ),
  ),
);

/** The same cases with other outcomes: what a run of another model looks like. */
export const otherCases: CaseResult[] = cases.map((result, index) => {
  if (index % 23 === 0 && result.verdict === "pass") {
    return {
      ...result,
      verdict: "fail",
      failClass: "wrong-answer",
      reason: reasons["wrong-answer"],
    };
  }
  if (index % 3 === 0 && result.verdict === "fail") {
    const { failClass: _, reason: __, ...rest } = result;
    return { ...rest, verdict: "pass" };
  }
  return result;
});

/** So many cases of one run, for lists that have to stay quick. */
export function manyCases(count: number): CaseResult[] {
  return range(count).map((index) => {
    // There are more than none.
    const one = cases[index % cases.length] as CaseResult;
    return { ...one, id: `${one.case}#1.${index}` };
  });
}

function sampleCase(plan: Plan, name: string, variant: number, epoch: number): CaseResult {
  const failClass =
    plan.fails?.[name] ?? (plan.flips?.includes(name) && epoch % 2 === 1 && "wrong-answer");
  const language = languageNames[name.split(".")[1] ?? ""];
  const isSkipped = language === "java" && plan.category === "multi-language";
  const verdict: Verdict = isSkipped ? "skipped" : failClass ? "fail" : "pass";
  const seed = name.length * 7 + variant * 13 + epoch * 29;
  const ttftMs = 1_611 + (seed % 40) + (plan.category === "long-context" ? 420 : 0);
  const haystack = haystackOf(name);
  return {
    id: `${name}#1.${variant}`,
    case: name,
    category: plan.category,
    tier: (["easy", "medium", "hard"] as const)[seed % 3] ?? "medium",
    ...(language && { language }),
    cluster: name,
    ...(plan.category === "chat" && { topic: name.split(".")[1], ratings: ratingsOf(seed) }),
    ...(haystack && { haystack }),
    epoch,
    verdict,
    ...(isSkipped && { reason: "No Java compiler: looked for javac on PATH." }),
    ...(verdict === "fail" && failClass && { failClass, reason: reasons[failClass] }),
    checks: [],
    timings: [{ firstEventMs: ttftMs - 2, ttftMs, tpotMs: 6.6, e2elMs: ttftMs + 900 + seed * 11 }],
    usage: { promptTokens: 380 + seed, completionTokens: 160 + (seed % 90) },
    finishReason: failClass === "truncated" ? "length" : "stop",
    retried: seed % 61 === 0 ? ["unreachable"] : [],
  } as CaseResult; // The spread of optional keys is wider than the schema's exact ones.
}

function haystackOf(name: string): CaseResult["haystack"] {
  const [, size, depth] = /-(\d+)k(?:-(\d+))?$/.exec(name) ?? [];
  if (!name.startsWith("long.") || size === undefined) return undefined;
  return { tokens: Number(size) * 1024, ...(depth && { depth: Number(depth) / 100 }) };
}

function ratingsOf(seed: number): (number | null)[] {
  return [9 + (seed % 2), 8 + (seed % 3)];
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
