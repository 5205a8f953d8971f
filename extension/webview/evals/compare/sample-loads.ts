// Two load tests of the published grid, on 4 and on 8 GPUs, held against each other, for tests. Nothing here was measured.
import type { LoadRatio } from "../../../../core/protocol/load-comparison.ts";
import type { LoadTest } from "../../../../core/protocol/load-test.ts";
import { loadTest, sampleLoadRow } from "../../test/sample-load.ts";
import type { LoadTestComparison } from "../messages.ts";

const rowsOn = (deployment: "h100x4" | "h100x8") => [
  sampleLoadRow({ isl: 512, osl: 16, concurrency: 1 }, deployment),
  ...[1, 8, 32, 128].map((concurrency) =>
    sampleLoadRow({ isl: 512, osl: 512, concurrency }, deployment),
  ),
];
const testOn = (id: string, gpus: 4 | 8): LoadTest => {
  const rows = rowsOn(`h100x${gpus}`);
  const run = { ...loadTest.run, id, hardware: { gpus, name: "H100 SXM" } };
  return { ...loadTest, run, rows, plannedRows: rows.length };
};

const ratio = (what: LoadRatio["what"], baseline: number, current: number): LoadRatio => ({
  label: "512/512 × 128",
  what,
  unit: what === "output tokens/s" ? "tokens/s" : "ms",
  baseline,
  baselineN: 512,
  current,
  currentN: 512,
  ratio: current / baseline,
});

export const loadsView: LoadTestComparison = {
  kind: "loads",
  current: testOn("eight", 8),
  baseline: testOn("four", 4),
  comparison: {
    baseline: { id: "four", model: loadTest.run.endpoint.model, isSimulated: true },
    caveats: ["Cautions stand beside these rows in one of the load tests: 512/512 × 128."],
    load: [ratio("p50 TPOT", 19.35, 15.23), ratio("output tokens/s", 5412, 7015)],
    scaling: {
      label: "512/512 × 128, steady",
      gpus: { fewer: 4, more: 8 },
      speedup: 1.271,
      efficiency: 0.6355,
      published: 0.6355,
    },
  },
};
