// Saves the newest state of a document while it grows, one writing at a time: what came while the disk was busy is written
// together. A failure is thrown by whoever waits for the end.
export type Saver<Document> = {
  /** Returns at once. */
  save(document: () => Document): void;
  /** Aborted with what saving threw: what is measured from then on cannot be kept. */
  failed: AbortSignal;
  /** Resolves when the newest state is on the disk. @throws what saving threw */
  settled(): Promise<void>;
};

/**
 * Measures, and keeps what there is so far on the disk. What cannot be kept is not measured any further.
 * @throws what saving threw, or else what measuring did
 */
export async function keepWhile<Document>(
  { store, soFar }: { store: (document: Document) => Promise<void>; soFar: () => Document },
  measure: (keep: () => void, signal: AbortSignal) => Promise<Document>,
  signal: AbortSignal,
): Promise<Document> {
  const saver = keepSaving(store);
  saver.save(soFar);
  try {
    const stoppable = AbortSignal.any([signal, saver.failed]);
    const document = await measure(() => saver.save(soFar), stoppable);
    saver.save(() => document);
    return document;
  } finally {
    // Also when it failed: the store must not be let go of while it is being written.
    await saver.settled();
  }
}

export function keepSaving<Document>(
  store: (document: Document) => Promise<void>,
): Saver<Document> {
  let newest: (() => Document) | undefined;
  let writing: Promise<void> | undefined;
  const failing = new AbortController();
  const failed = failing.signal;
  const writeAll = async () => {
    while (newest !== undefined) {
      const document = newest();
      newest = undefined;
      await store(document);
    }
  };
  return {
    save(document) {
      newest = document;
      if (failed.aborted) return;
      writing ??= writeAll()
        .catch((error: unknown) => failing.abort(error))
        .finally(() => {
          writing = undefined;
        });
    },
    failed,
    async settled() {
      await writing;
      failed.throwIfAborted();
    },
  };
}
