// What has been changed in a world, as short sentences, so that a case can say that nothing else was.

export type ChangeLog = {
  add(change: string): void;
  /** Sorted: in which order independent changes were made says nothing. */
  list(): string[];
};

export function createChangeLog(): ChangeLog {
  const changes: string[] = [];
  return {
    add: (change) => void changes.push(change),
    list: () => changes.toSorted(),
  };
}
