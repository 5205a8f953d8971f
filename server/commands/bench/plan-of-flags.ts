// From the flags of `tandem bench` to the plan of a load test. Knows no endpoint.
import type { CacheMode, LoadProfileName } from "../../../core/protocol/load-test.ts";
import { customPlan, type LoadPlan, planOf, type Shape } from "../../../evals/load/load-plan.ts";
import published from "../../../evals/reference/h100-qwen3-coder.json" with { type: "json" };

export const profiles = ["published", "inferencemax", "scorecard"] as const;

export type PlanFlags = {
  profile?: Exclude<LoadProfileName, "custom">;
  isl?: number[];
  osl?: number[];
  concurrency?: number[];
  rate?: number[];
  requests?: number;
  cache?: CacheMode | "both";
};

/** The flags that make a plan of its own. */
export function isCustom({ isl, osl, concurrency, rate }: PlanFlags): boolean {
  return [isl, osl, concurrency, rate].some((values) => values !== undefined);
}

/** Every input length with every output length under every load; what is not said is as published. */
export function planOfFlags(flags: PlanFlags): LoadPlan {
  const { requests } = flags;
  const cache: CacheMode[] = flags.cache === "both" ? ["cold", "warm"] : [flags.cache ?? "cold"];
  if (!isCustom(flags)) {
    const { profile, rows } = planOf(flags.profile ?? "published");
    const more = requests === undefined ? {} : { requests };
    return {
      profile,
      rows: cache.flatMap((mode) => rows.map((row) => ({ ...row, cache: mode, ...more }))),
    };
  }
  const { inputOutputTokens, concurrency } = published.method;
  const distinct = (at: number) => [...new Set(inputOutputTokens.map((shape) => shape[at] ?? 0))];
  const { isl = distinct(0), osl = distinct(1), rate } = flags;
  return customPlan({
    shapes: isl.flatMap((input) => osl.map((output): Shape => [input, output])),
    // Whoever names rates alone wants open loops alone.
    concurrency: flags.concurrency ?? (rate === undefined ? concurrency : []),
    ...(rate === undefined ? {} : { rates: rate }),
    cache,
    ...(requests === undefined ? {} : { requests }),
  });
}
