// Puts a row beside the published H100 run: only what that run measured, under the loads it measured. Pure.
import type { LoadRow } from "../../core/protocol/load-test.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };

type Figures = Pick<
  LoadRow,
  | "isl"
  | "osl"
  | "n"
  | "cache"
  | "load"
  | "ttftMs"
  | "steadyTokensPerSecond"
  | "outputTokensPerSecond"
>;

/**
 * TTFT at concurrency 1, whatever the length of the answer, and output tokens a second at the published concurrencies: the
 * steady figure where there is one, because the published rates are those of decoding.
 */
export function besidePublished(row: Figures): LoadRow["published"] {
  const { isl, osl, n, cache, load } = row;
  if (cache !== "cold" || load.kind !== "closed") return [];
  // With fewer requests than streams there never were so many at once.
  if (n < load.concurrency) return [];
  const shapes = published.method.inputOutputTokens;
  const { concurrency } = load;
  return published.deployments.flatMap(({ id, ttftMsAtConcurrency1, outputTokensPerSecond }) => {
    const rate = outputTokensPerSecond.find((entry) => entry.concurrency === concurrency);
    const isGridShape = shapes.some(([input, output]) => input === isl && output === osl);
    const isGridInput = shapes.some(([input]) => input === isl);
    return [
      ...(concurrency === 1 && isGridInput
        ? ratioOf(id, "ttftMs", row.ttftMs?.p50, ttftMsAtConcurrency1)
        : []),
      ...(rate !== undefined && isGridShape
        ? ratioOf(
            id,
            "outputTokensPerSecond",
            row.steadyTokensPerSecond ?? row.outputTokensPerSecond,
            rate.tokensPerSecond,
          )
        : []),
    ];
  });
}

function ratioOf(
  deployment: string,
  what: LoadRow["published"][number]["what"],
  measured: number | undefined,
  figure: number,
): LoadRow["published"] {
  return measured === undefined
    ? []
    : [{ deployment, what, published: figure, ratio: measured / figure }];
}
