// The figures of completion as Markdown, the same in the status item's hover and in the trace: a table of stages, and the
// two shares. Says how many samples each figure has, and nothing where there are too few.
import { intervalOf } from "./figure.ts";
import { type LatencyStage, type LatencySummary, latencyStages } from "./latency.ts";
import { english, numberText, type Wording } from "./wording.ts";

const stageNames: Record<LatencyStage, (say: Wording["say"]) => string> = {
  debounce: (say) => say("Debounce"),
  context: (say) => say("Context"),
  queue: (say) => say("Queue"),
  ttft: () => "TTFT",
  decode: (say) => say("Decode"),
  own: (say) => say("Tandem's own time"),
  total: (say) => say("Total"),
};

export function latencyTable(
  { stages, isSimulated }: LatencySummary,
  wording: Wording = english,
): string {
  const { say } = wording;
  const rows = latencyStages.map((stage) => {
    const { n, p50Ms, p95Ms } = stages[stage];
    const cells = [
      stageNames[stage](say),
      numberText(n, wording),
      cell(p50Ms, wording),
      cell(p95Ms, wording),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const title = isSimulated ? say("Stage (simulated)") : say("Stage");
  return [`| ${title} | n | p50 | p95 |`, "|---|---:|---:|---:|", ...rows].join("\n");
}

/** How often the cache answered and how often a suggestion was taken, a line each. */
export function shareLines(
  { cache, acceptance, isSimulated }: LatencySummary,
  wording: Wording = english,
): string[] {
  const { say } = wording;
  const hits = shareText(cache.hits, cache.n, wording);
  const accepted = shareText(acceptance.accepted, acceptance.shown, wording);
  return [
    isSimulated ? say("Cache hits (simulated): {0}", hits) : say("Cache hits: {0}", hits),
    say("Accepted: {0}", accepted),
  ];
}

/** `1,608 ms`; below 10 with one decimal. */
export function msText(ms: number, wording: Wording = english): string {
  return `${numberText(ms, wording, ms < 9.95 ? 1 : 0)} ms`;
}

function cell(ms: number | undefined, wording: Wording): string {
  return ms === undefined ? "–" : msText(ms, wording);
}

function shareText(part: number, of: number, wording: Wording): string {
  // Totals kept over sessions may disagree after a crash; a share above 100 % would be nonsense.
  const interval = part > of ? undefined : intervalOf(part, of);
  const { say } = wording;
  const counts = say("{0} of {1}", numberText(part, wording), numberText(of, wording));
  if (interval === undefined) return counts;
  const [share, low, high] = [part / of, interval.low, interval.high].map((value) =>
    numberText(Math.round(value * 100), wording),
  );
  const shares = say("{0} %, 95 % interval {1}–{2} %", share ?? "", low ?? "", high ?? "");
  return `${counts} (${shares})`;
}
