// Takes a log up where its last holder left it, however that ended: the tree goes on, the request index catches up, and
// requests that were open become `interrupted`. It does not know how to get hold of a log.
import type { Store } from "../store/store.ts";
import { type Chain, createChain } from "./chain.ts";
import { storedFrontier, storeHead } from "./heads.ts";
import { indexLog } from "./index-log.ts";
import type { Installation } from "./installation.ts";
import type { LogStorage } from "./log-storage.ts";
import { LogDamaged } from "./logs.ts";
import { leafHash } from "./merkle/tree.ts";
import { encodeMeta, finalOf } from "./meta.ts";
import { nothing } from "./record.ts";

export type RecoveryOptions = {
  store: Store;
  installation: Installation;
  storage: LogStorage;
  now(): number;
  /** The head that was signed over what was taken up, once it is stored. */
  onHead?(note: string): void;
};

/** @throws LogDamaged, also where records are gone that were signed */
export async function recoverLog(options: RecoveryOptions, signal?: AbortSignal): Promise<Chain> {
  const { store, installation, storage, now } = options;
  const frontier = await storedFrontier(store, storage.log);
  const signed = frontier.size;
  if (signed > storage.size) throw new LogDamaged(storage.log, storage.size);
  await indexLog(store, storage, {
    from: signed,
    onRecord: ({ meta, commitment }) => frontier.append(leafHash(meta, commitment)),
    signal,
  });
  if (frontier.size !== storage.size) throw new LogDamaged(storage.log, frontier.size);
  const chain = createChain(storage, frontier);
  await interruptOpen(options, chain);
  if (chain.frontier.size > signed) {
    const note = await storeHead(store, installation, storage, chain.frontier, now());
    options.onHead?.(note);
  }
  return chain;
}

const atOnce = 500;

async function interruptOpen({ store, storage, now }: RecoveryOptions, chain: Chain) {
  const open = await store.db
    .selectFrom("requests")
    .select("id")
    .where("log", "=", storage.log)
    .where("outcome", "is", null)
    .orderBy("position")
    .execute();
  for (let from = 0; from < open.length; from += atOnce) {
    const finals = open
      .slice(from, from + atOnce)
      .map(({ id }) => finalOf(id, { at: now(), outcome: "interrupted" }));
    await chain.append(
      finals.map((final) => ({
        meta: encodeMeta(final),
        payload: undefined,
        commitment: nothing,
      })),
    );
  }
  if (open.length > 0) await indexLog(store, storage);
}
