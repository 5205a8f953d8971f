// A log together with its Merkle tree: positions and tree grow with every batch that is durable, and with no other. It does
// not know what the records say.
import type { LogStorage } from "./log-storage.ts";
import { type Frontier, leafHash } from "./merkle/tree.ts";
import type { SealedRecord } from "./record.ts";

export type Chain = {
  readonly storage: LogStorage;
  /** Of what is durable. */
  readonly frontier: Frontier;
  /** Resolves with where the records lie; the first one's position is the size before. */
  append(batch: readonly SealedRecord[]): Promise<readonly number[]>;
  /** After an append that failed; see LogStorage. */
  settle(): Promise<boolean>;
};

export function createChain(storage: LogStorage, start: Frontier): Chain {
  let frontier = start;
  let grown: Frontier | undefined;
  return {
    storage,
    get frontier() {
      return frontier;
    },
    async append(batch) {
      grown = frontier.copy();
      for (const { meta, commitment } of batch) grown.append(leafHash(meta, commitment));
      const places = await storage.append(batch);
      frontier = grown;
      grown = undefined;
      return places;
    },
    async settle() {
      const isThere = await storage.settle();
      if (isThere && grown !== undefined) frontier = grown;
      grown = undefined;
      return isThere;
    },
  };
}
