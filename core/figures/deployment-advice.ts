// What an endpoint may be used for, in one sentence, from the rows of its scorecard. It judges no row: it knows which rows a
// use needs, and that less than PASS is not fit.
import type { ScorecardRow } from "../protocol/evaluation.ts";
import { milliseconds } from "./figure-text.ts";

type Use = {
  name: string;
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

type Standing = "fit" | "caveats" | "unfit" | "unknown";
type Judged = { name: string; standing: Standing; because: string[] };

/** `Fit for chat and review; not for inline completion (p50 TTFT 1,618 ms, n 32); no verdict for math; 1 of 12 rows lacks numbers.` */
export function deploymentAdvice(rows: readonly ScorecardRow[], isSimulated: boolean): string {
  if (isSimulated) return "Simulated: says nothing about a model.";
  if (rows.length === 0) return "No verdict: no row of the scorecard was asked for.";
  const lacking = rows.filter(({ verdict }) => verdict === "INSUFFICIENT").length;
  const numbers = `${lacking} of ${rows.length} rows ${lacking === 1 ? "lacks" : "lack"} numbers`;
  if (lacking === rows.length) return `No verdict: ${numbers}.`;
  const judged = uses.flatMap((use) => judge(use, rows));
  const namesOf = (standing: Standing) =>
    list(judged.filter((use) => use.standing === standing).map(nameOf));
  return `${[
    `Fit for ${namesOf("fit") || "nothing that was tested"}`,
    ...clause("with caveats for", namesOf("caveats")),
    ...clause("not for", namesOf("unfit")),
    ...clause("no verdict for", namesOf("unknown")),
    ...(lacking === 0 ? [] : [numbers]),
  ].join("; ")}.`;
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
  const because = (some: readonly ScorecardRow[]) => (all.length > 1 ? some.map(reasonOf) : []);
  if (unfit.length > 0) return [{ name, standing: "unfit", because: because(unfit) }];
  if (isUnknown) return [{ name, standing: "unknown", because: [] }];
  if (caveats.length > 0) return [{ name, standing: "caveats", because: because(caveats) }];
  return [{ name, standing: "fit", because: [] }];
}

/** Which row it was; shares are left to the rows, where their n and interval stand. */
function reasonOf({ title, measure }: ScorecardRow): string {
  return measure.kind === "ttft"
    ? `p50 TTFT ${milliseconds(measure.p50Ms)}, n ${measure.n}`
    : title;
}

function nameOf({ name, because }: Judged): string {
  return because.length === 0 ? name : `${name} (${because.join("; ")})`;
}

function clause(words: string, names: string): string[] {
  return names === "" ? [] : [`${words} ${names}`];
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
