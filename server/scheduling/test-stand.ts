// Upstreams that only take time, and requests that ask for them, on a clock moved by hand: what the tests of admission stand
// on. It takes limits and health from plain data that tests change as they go.
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import { type AdmissionOptions, createAdmission } from "./admission.ts";
import type { Limits } from "./occupancy.ts";
import type { Admission, Slot, Wish } from "./slot.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";

export type TestUpstream = Limits & { isUsable: boolean; knows: readonly number[] };

export type Ask = {
  class?: TrafficClass;
  flow?: string;
  /** Estimate, and what release tells unless `tokens` is given. */
  cost?: number;
  tokens?: number;
  /** Names of upstreams by tier. */
  tiers?: readonly (readonly string[])[];
  prefixes?: readonly number[];
  isAgain?: boolean;
  /** How long it keeps its slot; for ever unless given. */
  ms?: number;
};

export type Asked = {
  readonly askedAt: number;
  admittedAt: number | undefined;
  endedAt: number | undefined;
  slot: Slot | undefined;
  error: unknown;
  readonly abort: (reason?: unknown) => void;
  end(): void;
};

export type TestStand = {
  clock: TestClock;
  admission: Admission;
  upstreams: Record<string, TestUpstream>;
  picks: [upstream: string, prefixes: readonly number[]][];
  /** In the order in which they were admitted. */
  admitted: string[];
  /** `name` is what `admitted` calls it. */
  ask(name: string, ask?: Ask): Asked;
};

const everything: TestUpstream = {
  maxInFlight: 4,
  reserve: { inline: 0, chat: 0, review: 0 },
  classes: trafficClasses,
  weight: 1,
  isUsable: true,
  knows: [],
};

export function createTestStand(
  given: Record<string, Partial<TestUpstream>>,
  options: Partial<AdmissionOptions> = {},
): TestStand {
  const clock = createTestClock();
  const upstreams = Object.fromEntries(
    Object.entries(given).map(([name, upstream]) => [name, { ...everything, ...upstream }]),
  );
  const picks: TestStand["picks"] = [];
  const admitted: string[] = [];
  const admission = createAdmission({
    now: clock.now,
    setTimer: clock.setTimer,
    limits: (name) => upstreams[name],
    isUsable: (name) => upstreams[name]?.isUsable ?? false,
    hasPrefix: (name, prefixes) =>
      prefixes.filter((prefix) => upstreams[name]?.knows.includes(prefix)).length,
    onPick: (name, prefixes) => picks.push([name, prefixes]),
    ageingMs: () => 30_000,
    noUpstreamMs: () => 5_000,
    ...options,
  });
  function ask(name: string, asked: Ask = {}): Asked {
    const controller = new AbortController();
    const request: Asked = {
      askedAt: clock.now(),
      admittedAt: undefined,
      endedAt: undefined,
      slot: undefined,
      error: undefined,
      abort: (reason) => controller.abort(reason),
      end() {
        request.endedAt ??= clock.now();
        request.slot?.release(asked.tokens ?? asked.cost);
      },
    };
    const admit = (slot: Slot) => {
      request.slot = slot;
      request.admittedAt = clock.now();
      admitted.push(name);
      if (asked.ms !== undefined) clock.setTimer(request.end, asked.ms);
    };
    admission.admit(wishOf(asked, Object.keys(given)), controller.signal).then(admit, (error) => {
      request.error = error;
    });
    return request;
  }
  return { clock, admission, upstreams, picks, admitted, ask };
}

function wishOf(ask: Ask, names: readonly string[]): Wish {
  const tiers = ask.tiers ?? [names];
  return {
    class: ask.class ?? "chat",
    flow: ask.flow ?? "ada",
    cost: ask.cost ?? 1000,
    tiers: tiers.map((tier) => tier.map((upstream) => ({ upstream, served: `${upstream}-model` }))),
    prefixes: ask.prefixes ?? [],
    isAgain: ask.isAgain ?? false,
  };
}
