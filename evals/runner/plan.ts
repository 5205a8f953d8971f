// Which cases a run asks, how many variants of each and how often, and how its load test goes. Knows sizes, not contents.
import { type Category, categories } from "../../core/protocol/case-file.ts";
import type { ProfileName } from "../../core/protocol/evaluation.ts";
import type { Suite } from "../cases/suite.ts";
import { customPlan, type LoadPlan, planOf } from "../load/load-plan.ts";

/** One question to be put: a case, the variant drawn of it, the repetition. */
export type Sample = { caseId: string; variant: number; epoch: number };

/** How a profile treats one category. */
export type Extent = {
  /** Cases, spread evenly over the category; all of them unless given. */
  cases?: number;
  variants: number;
  epochs: number;
};

/**
 * `smoke` asks whether anything works at all, `published` has the sizes of the published H100 run (which carry no
 * verdict: facts about them are in reference/), `standard` is what the scorecard's minimum sizes need, `full` repeats.
 */
const profiles: Record<ProfileName, (category: Category) => Extent> = {
  smoke: (category) => ({
    cases: category === "instruction-following" ? 2 : 1,
    variants: 1,
    epochs: 1,
  }),
  published: (category) => ({ ...publishedSize[category], variants: 1, epochs: 1 }),
  standard: (category) => ({
    variants: isDrawnTwice(category) ? 2 : 1,
    epochs: category === "tool-use" ? 4 : 1,
  }),
  full: (category) => ({
    variants: isDrawnTwice(category) ? 3 : category === "chat" ? 1 : 2,
    epochs: category === "tool-use" ? 4 : 3,
  }),
};

/** 5 cases in each coding category; tool use and long context whole; 20 instructions; 40 turns of chat. */
const publishedSize: Partial<Record<Category, { cases: number }>> = {
  completion: { cases: 5 },
  algorithm: { cases: 5 },
  bugfix: { cases: 5 },
  "multi-language": { cases: 5 },
  explanation: { cases: 5 },
  sql: { cases: 5 },
  "system-design": { cases: 5 },
  regex: { cases: 5 },
  "instruction-following": { cases: 20 },
  chat: { cases: 20 },
};

/** Categories with few templates, whose variants differ enough to be worth asking twice. */
function isDrawnTwice(category: Category): boolean {
  return [
    "completion",
    "algorithm",
    "bugfix",
    "explanation",
    "sql",
    "system-design",
    "regex",
  ].includes(category);
}

export type PlanOptions = {
  profile: ProfileName;
  /** Only these; empty means all. */
  suites: readonly Category[];
  /** Instead of the profile's. */
  epochs?: number;
};

/** In the order of the categories and of the case ids, repetitions last, so that a run cut short has seen everything. */
export function plan(suite: Suite, { profile, suites, epochs }: PlanOptions): Sample[] {
  const samples = categories
    .filter((category) => suites.length === 0 || suites.includes(category))
    .flatMap((category) => {
      const extent = profiles[profile](category);
      const ids = [...suite.values()]
        .filter(({ file }) => file.category === category)
        .map(({ file }) => file.id)
        .sort();
      const count = epochs ?? extent.epochs;
      return range(count).flatMap((epoch) =>
        spread(ids, extent.cases ?? ids.length).flatMap((caseId) =>
          range(extent.variants).map((variant) => ({ caseId, variant, epoch })),
        ),
      );
    });
  return samples.sort((left, right) => left.epoch - right.epoch);
}

export function epochsOf({ profile, epochs }: PlanOptions): Record<Category, number> {
  const entries = categories.map((category) => [
    category,
    epochs ?? profiles[profile](category).epochs,
  ]);
  // One entry for each category.
  return Object.fromEntries(entries) as Record<Category, number>;
}

/** What the last two rows of the scorecard need; `smoke` only looks whether a first token comes, and gets no verdict. */
export function loadPlanOf(profile: ProfileName): LoadPlan {
  if (profile !== "smoke") return planOf("scorecard");
  return customPlan({ shapes: [[512, 16]], concurrency: [1], cache: ["cold"], requests: 5 });
}

/** So many of the list, evenly spread. */
function spread<T>(list: readonly T[], count: number): T[] {
  const taken = Math.min(count, list.length);
  // The index is below the length.
  return range(taken).map((at) => list[Math.floor((at * list.length) / taken)] as T);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
