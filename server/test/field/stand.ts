// What the tests of a file start, ended after each of them in the opposite order: gateways, upstreams, and whatever else is
// handed over. It knows nothing of what they are for.
import { setTimeout as pause } from "node:timers/promises";
import {
  type Audited,
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from "../gateway.ts";
import { type Asked, type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { type Call, startTcpUpstream, type TcpUpstream } from "./tcp-upstream.ts";
import { openWire, type Wire } from "./wire.ts";

export type Stand = {
  gateway(
    upstreams: readonly { url: string }[],
    config?: Record<string, unknown>,
    options?: Omit<TestGatewayOptions, "config">,
  ): Promise<TestGateway>;
  http(answer?: (asked: Asked) => void): Promise<RawUpstream>;
  tcp(answer?: (call: Call) => void): Promise<TcpUpstream>;
  wire(gateway: { origin: string }): Promise<Wire>;
  /** Ends it after this test. */
  owns(end: () => unknown): void;
};

/** Within a `describe`: belongs to each of its tests. */
export function fieldStand(): Stand {
  let opened = new AsyncDisposableStack();
  afterEach(async () => {
    const used = opened;
    opened = new AsyncDisposableStack();
    await used.disposeAsync();
  });
  const kept = <Started>(started: Started, end: () => Promise<unknown>): Started => {
    opened.defer(async () => void (await end()));
    return started;
  };
  return {
    async gateway(upstreams, config = {}, options = {}) {
      const started = await startTestGateway({
        ...options,
        config: { ...inOrder(upstreams), ...config },
      });
      return kept(started, () => {
        started.hurry();
        return started.end();
      });
    },
    async http(answer) {
      const started = await startRawUpstream(answer === undefined ? {} : { answer });
      return kept(started, started.close);
    },
    async tcp(answer) {
      const started = await startTcpUpstream(answer);
      return kept(started, started.close);
    },
    async wire({ origin }) {
      const started = await openWire(origin);
      return kept(started, async () => started.socket.destroy());
    },
    owns: (end) => opened.defer(async () => void (await end())),
  };
}

/** The model `qwen`, served by them in this order. */
export function inOrder(upstreams: readonly { url: string }[]) {
  return {
    upstreams: Object.fromEntries(upstreams.map(({ url }, index) => [`u${index}`, { url }])),
    models: { qwen: upstreams.map((_, index) => ({ upstream: `u${index}`, model: "qwen" })) },
  };
}

const patienceMs = 20_000;
/** Between two looks. */
const lookMs = 5;

/** Looks again and again until there is something; what never comes is an error with that name. */
export async function until<Found>(
  what: string,
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
): Promise<Found> {
  const endsAt = performance.now() + patienceMs;
  while (performance.now() < endsAt) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await pause(lookMs);
  }
  throw new Error(`There was never: ${what}.`);
}

/** How requests ended, once so many have, oldest first. */
export function ends(gateway: TestGateway, count = 1): Promise<Audited[]> {
  return until(`${count} requests that have ended`, async () => {
    const audited = await gateway.audited();
    return audited.filter(({ final }) => final !== undefined).length >= count && audited;
  });
}
