// What an endpoint may be used for, in one sentence, from the rows of its scorecard. It judges no row: it knows which rows a
// use needs, and that less than PASS is not fit. The words of the sentence are English unless others are given.
import type { ScorecardRow } from "../protocol/evaluation.ts";
import { milliseconds } from "./figure-text.ts";

export type UseName =
  | "chat"
  | "review"
  | "inline completion"
  | "SQL"
  | "system design"
  | "tool calls"
  | "long documents"
  | "math"
  | "batch work";

type Use = {
  name: UseName;
  needs: readonly string[];
  /** The latency row is PASS for inline completion; its MARGINAL is what chat needs. */
  latency?: "PASS" | "MARGINAL";
};

const latencyRow = "interactive-latency";

/** Every row of the scorecard stands in one of them, so that no bad row goes unsaid. */
const uses: readonly Use[] = [
  {
    name: "chat",
    needs: ["code-generation", "multi-language", "instruction-following", "reasoning"],
    latency: "MARGINAL",
  },
  { name: "review", needs: ["bugfix", "multi-language"] },
  { name: "inline completion", needs: ["code-generation"], latency: "PASS" },
  { name: "SQL", needs: ["sql"] },
  { name: "system design", needs: ["system-design"] },
  { name: "tool calls", needs: ["tool-use"] },
  { name: "long documents", needs: ["long-context"] },
  { name: "math", needs: ["math"] },
  { name: "batch work", needs: ["batch-throughput"] },
];

/** How the sentence is put; the parts that it is made of come in already put. */
export type AdviceWords = {
  simulated(): string;
  nothingAsked(): string;
  /** How many of so many rows lack numbers. */
  lacking(lacking: number, rows: number): string;
  noVerdict(numbers: string): string;
  fit(uses: string): string;
  nothingFit(): string;
  caveats(uses: string): string;
  unfit(uses: string): string;
  unknown(uses: string): string;
  use(name: UseName): string;
  row(row: ScorecardRow): string;
  /** Of two or more. */
  list(most: string, last: string): string;
};

const english: AdviceWords = {
  simulated: () => "Simulated: says nothing about a model.",
  nothingAsked: () => "No verdict: no row of the scorecard was asked for.",
  lacking: (lacking, rows) =>
    `${lacking} of ${rows} rows ${lacking === 1 ? "lacks" : "lack"} numbers`,
  noVerdict: (numbers) => `No verdict: ${numbers}.`,
  fit: (uses) => `Fit for ${uses}`,
  nothingFit: () => "Fit for nothing that was tested",
  caveats: (uses) => `with caveats for ${uses}`,
  unfit: (uses) => `not for ${uses}`,
  unknown: (uses) => `no verdict for ${uses}`,
  use: (name) => name,
  row: ({ title }) => title,
  list: (most, last) => `${most} and ${last}`,
};

type Standing = "fit" | "caveats" | "unfit" | "unknown";
type Judged = { name: UseName; standing: Standing; because: readonly ScorecardRow[] };

/** `Fit for chat and review; not for inline completion (p50 TTFT 1,618 ms, n 32); no verdict for math; 1 of 12 rows lacks numbers.` */
export function deploymentAdvice(
  rows: readonly ScorecardRow[],
  isSimulated: boolean,
  words: AdviceWords = english,
): string {
  if (isSimulated) return words.simulated();
  if (rows.length === 0) return words.nothingAsked();
  const lacking = rows.filter(({ verdict }) => verdict === "INSUFFICIENT").length;
  const numbers = words.lacking(lacking, rows.length);
  if (lacking === rows.length) return words.noVerdict(numbers);
  const judged = uses.flatMap((use) => judge(use, rows));
  const clause = (standing: Standing) => {
    const own = judged.filter((use) => use.standing === standing);
    if (own.length > 0) return [words[standing](list(own.map(nameIn(words)), words))];
    return standing === "fit" ? [words.nothingFit()] : [];
  };
  const clauses = [clause("fit"), clause("caveats"), clause("unfit"), clause("unknown")];
  return `${[...clauses.flat(), ...(lacking === 0 ? [] : [numbers])].join("; ")}.`;
}

/** One FAIL is enough to be unfit, one missing row for no verdict. Nothing where the run asked for no such row. */
function judge({ name, needs, latency }: Use, rows: readonly ScorecardRow[]): Judged[] {
  const all = latency ? [...needs, latencyRow] : needs;
  const own = rows.filter(({ id }) => all.includes(id));
  if (own.length === 0) return [];
  const isSlow = ({ id, verdict }: ScorecardRow) =>
    id === latencyRow && verdict === "MARGINAL" && latency === "PASS";
  const isCaveat = ({ id, verdict }: ScorecardRow) => id !== latencyRow && verdict === "MARGINAL";
  const unfit = own.filter((row) => row.verdict === "FAIL" || isSlow(row));
  const isUnknown =
    own.length < all.length || own.some(({ verdict }) => verdict === "INSUFFICIENT");
  const caveats = own.filter(isCaveat);
  const because = (some: readonly ScorecardRow[]) => (all.length > 1 ? some : []);
  if (unfit.length > 0) return [{ name, standing: "unfit", because: because(unfit) }];
  if (isUnknown) return [{ name, standing: "unknown", because: [] }];
  if (caveats.length > 0) return [{ name, standing: "caveats", because: because(caveats) }];
  return [{ name, standing: "fit", because: [] }];
}

/** With which rows it was; shares are left to the rows, where their n and interval stand. */
function nameIn(words: AdviceWords): (judged: Judged) => string {
  const reasonOf = (row: ScorecardRow) =>
    row.measure.kind === "ttft"
      ? `p50 TTFT ${milliseconds(row.measure.p50Ms)}, n ${row.measure.n}`
      : words.row(row);
  return ({ name, because }) =>
    because.length === 0
      ? words.use(name)
      : `${words.use(name)} (${because.map(reasonOf).join("; ")})`;
}

function list(items: readonly string[], words: AdviceWords): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : words.list(items.slice(0, -1).join(", "), last);
}
