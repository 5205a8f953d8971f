// The figures of completion as Markdown, the same in the status item's hover and in the trace: a table of stages, and the
// two shares. Says how many samples each figure has, and nothing where there are too few.
import { intervalOf } from "./figure.ts";
import { type LatencyStage, type LatencySummary, latencyStages } from "./latency.ts";

const stageNames: Record<LatencyStage, string> = {
  debounce: "Debounce",
  context: "Context",
  queue: "Queue",
  ttft: "TTFT",
  decode: "Decode",
  own: "Tandem's own time",
  total: "Total",
};

export function latencyTable({ stages, isSimulated }: LatencySummary): string {
  const rows = latencyStages.map((stage) => {
    const { n, p50Ms, p95Ms } = stages[stage];
    return `| ${stageNames[stage]} | ${count.format(n)} | ${cell(p50Ms)} | ${cell(p95Ms)} |`;
  });
  const title = isSimulated ? "Stage (simulated)" : "Stage";
  return [`| ${title} | n | p50 | p95 |`, "|---|---:|---:|---:|", ...rows].join("\n");
}

/** How often the cache answered and how often a suggestion was taken, a line each. */
export function shareLines({ cache, acceptance, isSimulated }: LatencySummary): string[] {
  const simulated = isSimulated ? " (simulated)" : "";
  return [
    `Cache hits${simulated}: ${shareText(cache.hits, cache.n)}`,
    `Accepted: ${shareText(acceptance.accepted, acceptance.shown)}`,
  ];
}

/** `1,608 ms`; below 10 with one decimal. */
export function msText(ms: number): string {
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${count.format(Math.round(ms))} ms`;
}

const count = new Intl.NumberFormat("en");

function cell(ms: number | undefined): string {
  return ms === undefined ? "–" : msText(ms);
}

function shareText(part: number, of: number): string {
  // Totals kept over sessions may disagree after a crash; a share above 100 % would be nonsense.
  const interval = part > of ? undefined : intervalOf(part, of);
  const counts = `${count.format(part)} of ${count.format(of)}`;
  if (interval === undefined) return counts;
  const [share, low, high] = [part / of, interval.low, interval.high].map((value) =>
    Math.round(value * 100),
  );
  return `${counts} (${share} %, 95 % interval ${low}–${high} %)`;
}
