// Which run this window had open, so that it is there again after a reload. Of a job the job is remembered, because a run
// that has not begun yet has no name.
import type * as vscode from "vscode";

export type Opened = { job: string } | { run: string };

export type OpenedMemory = {
  now(): Opened | undefined;
  keep(opened: Opened | undefined): void;
};

const key = "evaluations.opened";

export function createMemory(memento: vscode.Memento): OpenedMemory {
  return {
    now: () => {
      // What another version wrote is looked at field by field.
      const kept = memento.get<Record<string, unknown>>(key);
      if (typeof kept?.job === "string") return { job: kept.job };
      return typeof kept?.run === "string" ? { run: kept.run } : undefined;
    },
    keep: (opened) => void memento.update(key, opened),
  };
}
