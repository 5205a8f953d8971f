// Signs the heads of a log that grows: every second and every thousand leaves, one at a time. It does not know where heads
// go afterwards.
import type { Store } from "../store/store.ts";
import type { Chain } from "./chain.ts";
import { storeHead } from "./heads.ts";
import type { Installation } from "./installation.ts";

export type HeadKeeper = {
  /** After every batch. */
  look(): void;
  /** Every second. */
  tick(): void;
  sign(): Promise<void>;
  close(): Promise<void>;
};

export type HeadKeeperOptions = {
  store: Store;
  installation: Installation;
  chain: Chain;
  now(): number;
  onError(error: unknown): void;
};

const mostLeaves = 1000;

/** The chain's head is signed as it is at the beginning. */
export function createHeadKeeper(
  { store, installation, chain, now, onError }: HeadKeeperOptions,
  onStored: (note: string) => void,
): HeadKeeper {
  let signed = chain.frontier.size;
  let underWay: Promise<void> | undefined;
  const signNext = async () => {
    const { frontier, storage } = chain;
    if (frontier.size === signed) return;
    try {
      const note = await storeHead(store, installation, storage, frontier, now());
      signed = frontier.size;
      onStored(note);
    } catch (error) {
      onError(error);
    }
  };
  const sign = (): Promise<void> => {
    underWay ??= signNext().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    look() {
      if (chain.frontier.size - signed >= mostLeaves) void sign();
    },
    tick() {
      if (chain.frontier.size !== signed) void sign();
    },
    sign,
    async close() {
      await underWay;
      await sign();
    },
  };
}
