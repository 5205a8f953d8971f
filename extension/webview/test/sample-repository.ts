// A measured repository as it really looks: holes that were filled exactly, nearly, wrongly, and not at all.
import type { HoleResult, RepositoryRun } from "../../../core/protocol/repository-run.ts";
import type { OpenedRun } from "../evals/messages.ts";
import { realEndpoint } from "./sample-evaluation.ts";
import { spread } from "./sample-load.ts";

const hole = (id: string, more: Partial<HoleResult>): HoleResult => ({
  id,
  path: "shop/cart.ts",
  line: 14,
  languageId: "typescript",
  kind: "block",
  expected: "return lines.reduce((sum, line) => sum + line.cents, 0);",
  answer: "return lines.reduce((sum, line) => sum + line.cents, 0);",
  isExact: true,
  isSameButForSpace: true,
  similarity: 1,
  parses: true,
  compiles: true,
  ttftMs: 94,
  ...more,
});

/** No first token, nothing to parse. */
const unoffered = (id: string, more: Partial<HoleResult>): HoleResult => {
  const {
    ttftMs: _,
    parses: __,
    compiles: ___,
    ...rest
  } = hole(id, {
    answer: "",
    isExact: false,
    isSameButForSpace: false,
    similarity: 0,
    ...more,
  });
  return rest;
};

const share = (passed: number, n: number, low: number, high: number) => ({
  passed,
  n,
  rate: passed / n,
  low,
  high,
});

export const repositoryRun: RepositoryRun = {
  schemaVersion: 1,
  run: {
    id: "20260214-120000-90d1e5",
    startedAt: "2026-02-14T12:00:00.000Z",
    endpoint: { ...realEndpoint, model: "Qwen/Qwen2.5-Coder-7B" },
    hardware: { gpus: 1, name: "L40S" },
    folder: "shop",
    files: 48,
    seed: 1,
    fimFamily: "qwen",
    isPrivate: true,
  },
  status: "complete",
  planned: 60,
  summaries: [
    {
      kind: "all",
      n: 60,
      offered: share(57, 60, 0.863, 0.983),
      exact: share(26, 57, 0.334, 0.585),
      parses: share(55, 57, 0.881, 0.99),
      compiles: share(41, 45, 0.793, 0.965),
      similarity: { n: 57, p50: 0.86 },
    },
    {
      kind: "function",
      n: 20,
      offered: share(18, 20, 0.699, 0.972),
      exact: share(4, 18, 0.09, 0.452),
      parses: share(17, 18, 0.742, 0.99),
      compiles: share(12, 14, 0.601, 0.96),
      similarity: { n: 18, p50: 0.71 },
    },
    {
      kind: "call",
      n: 20,
      offered: share(20, 20, 0.839, 1),
      exact: share(14, 20, 0.481, 0.855),
      parses: share(20, 20, 0.839, 1),
      compiles: share(16, 16, 0.806, 1),
      similarity: { n: 20, p50: 1 },
    },
    {
      kind: "block",
      n: 20,
      offered: share(19, 20, 0.764, 0.991),
      exact: share(8, 19, 0.231, 0.637),
      parses: share(18, 19, 0.754, 0.991),
      compiles: share(13, 15, 0.621, 0.963),
      similarity: { n: 19, p50: 0.83 },
    },
  ],
  ttftMs: spread(57, 96, 1.4),
  holes: [
    hole("h1", {}),
    hole("h2", {
      path: "shop/order.ts",
      line: 88,
      kind: "function",
      expected: "if (order.isPaid) return order;\nreturn { ...order, isPaid: true, paidAt: now };",
      answer: "return { ...order, isPaid: true };",
      isExact: false,
      isSameButForSpace: false,
      similarity: 0.62,
      ttftMs: 101,
    }),
    hole("h3", {
      path: "shop/rates.py",
      line: 7,
      languageId: "python",
      kind: "call",
      expected: "round(price * rate, 2)",
      answer: "round(price * rate , 2)",
      isExact: false,
      isSameButForSpace: true,
      similarity: 0.96,
      ttftMs: 90,
    }),
    hole("h4", {
      path: "shop/stock.go",
      line: 31,
      languageId: "go",
      kind: "block",
      expected: "for _, item := range items {\n\ttotal += item.Count\n}",
      answer: "for item in items {",
      isExact: false,
      isSameButForSpace: false,
      similarity: 0.31,
      parses: false,
      compiles: false,
      ttftMs: 99,
    }),
    unoffered("h5", {
      path: "shop/<b>odd & name</b>.ts",
      line: 2,
      kind: "call",
      reason: "Nothing was left after the filters.",
    }),
    unoffered("h6", {
      path: "shop/mail.ts",
      line: 12,
      kind: "function",
      failure: "The endpoint did not answer within 30 s.",
    }),
  ],
  notes: ["Compiles counts only languages with a checker that needs no other file."],
};

export const openedRepository: Extract<OpenedRun, { kind: "repository" }> = {
  id: repositoryRun.run.id,
  state: "complete",
  kind: "repository",
  header: repositoryRun.run,
  holes: repositoryRun.holes,
  result: repositoryRun,
};
