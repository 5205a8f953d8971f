// The proposed changes that wait for a decision, and which of them somebody means: by id, by what a lens or a menu hands
// over, or by what is in the active editor. Decides nothing.

import * as vscode from "vscode";
import { type ChangePreviews, openPreviews, type StandingPreview } from "./change-previews.ts";
import { openChange } from "./open-change.ts";
import { activeTabDocuments } from "./preview-tabs.ts";
import type { Previews } from "./previews.ts";
import type { ProposedChange } from "./proposed-change.ts";

export type WaitingChanges = {
  add(proposed: ProposedChange, live?: StandingPreview): string;
  pick(given: unknown): Promise<ChangePreviews | undefined>;
  /** The one in the active editor, if it has been shown. */
  active(): ChangePreviews | undefined;
  all(): ReadonlyMap<string, ProposedChange>;
  remove(id: string): void;
};

export function keepWaiting(previews: Previews): WaitingChanges {
  const waiting = new Map<string, ProposedChange>();
  const opening = new Map<string, Promise<ChangePreviews>>();
  const opened = new Map<string, ChangePreviews>();
  let nextId = 0;

  const open = async (id: string, proposed: ProposedChange, live?: StandingPreview) => {
    const shown = openPreviews(await openChange(id, proposed), previews);
    opened.set(id, shown);
    if (live !== undefined) await shown.adopt(live);
    return shown;
  };
  const openOnce = (id: string): Promise<ChangePreviews> | undefined => {
    const proposed = waiting.get(id);
    if (proposed === undefined) return undefined;
    const already = opening.get(id) ?? open(id, proposed);
    opening.set(id, already);
    return already;
  };
  const showing = (documents: readonly vscode.Uri[]) =>
    [...opened.values()].find((shown) => documents.some(shown.has));
  return {
    add: (proposed, live) => {
      nextId += 1;
      const id = `change-${nextId}`;
      waiting.set(id, proposed);
      if (live !== undefined) opening.set(id, open(id, proposed, live));
      return id;
    },
    pick: async (given) => {
      if (typeof given === "string") return openOnce(given);
      return showing(given instanceof vscode.Uri ? [given] : activeTabDocuments());
    },
    active: () => showing(activeTabDocuments()),
    all: () => waiting,
    remove: (id) => {
      for (const known of [waiting, opening, opened]) known.delete(id);
    },
  };
}
