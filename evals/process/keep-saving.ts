// Saves the newest state of a document while it grows, one writing at a time: what came while the disk was busy is written
// together. A failure is thrown by whoever waits for the end.
export type Saver<Document> = {
  /** Returns at once. */
  save(document: () => Document): void;
  /** Resolves when the newest state is on the disk. @throws what saving threw */
  settled(): Promise<void>;
};

export function keepSaving<Document>(
  store: (document: Document) => Promise<void>,
): Saver<Document> {
  let newest: (() => Document) | undefined;
  let writing: Promise<void> | undefined;
  let failure: { error: unknown } | undefined;
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
      if (failure !== undefined) return;
      writing ??= writeAll()
        .catch((error: unknown) => {
          failure = { error };
        })
        .finally(() => {
          writing = undefined;
        });
    },
    async settled() {
      await writing;
      if (failure !== undefined) throw failure.error;
    },
  };
}
