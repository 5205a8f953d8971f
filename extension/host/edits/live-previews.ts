// The previews that models are still writing to: how each is started, stopped, and made a proposed change or given up.
// Stopping the model is left to whoever started the preview.

import * as vscode from "vscode";
import { shownPath } from "../places.ts";
import { openAgain } from "./apply.ts";
import { growPreview } from "./live-preview.ts";
import { activeTabDocuments } from "./preview-tabs.ts";
import type { Previews } from "./previews.ts";
import type { ProposedChanges } from "./proposed-change.ts";
import type { WaitingChanges } from "./waiting-changes.ts";

export type LivePreviews = vscode.Disposable & {
  start: ProposedChanges["startLive"];
  /** By its document; without one, the preview in the active editor. False when that is none, and for an id. */
  stop(given: unknown): boolean;
  isActive(): boolean;
};

/** `onDidChange` is told when a preview has become live or has ended. */
export function keepLivePreviews(
  previews: Previews,
  add: WaitingChanges["add"],
  onDidChange: () => void,
): LivePreviews {
  const stops = new Map<string, () => void>();
  const stop = (uri: vscode.Uri): boolean => {
    const onStop = stops.get(uri.toString());
    onStop?.();
    return onStop !== undefined;
  };
  const listener = previews.onDidClose(stop);
  return {
    start: async ({ uri: file, before, startLine, focus = "take" }, onStop) => {
      const document = await openAgain(file);
      const path = shownPath(file);
      const growing = await growPreview(
        { path, before, startLine, focus },
        document?.languageId,
        previews,
      );
      const preview = growing.uri;
      const key = preview.toString();
      let isStopped = false;
      stops.set(key, () => {
        if (!isStopped) onStop();
        isStopped = true;
      });
      onDidChange();
      const end = () => {
        stops.delete(key);
        onDidChange();
        return growing.end();
      };
      return {
        update: growing.update,
        finish: (change) => {
          const isFollowed = end();
          return add(change, { preview, file, isFollowed });
        },
        abandon: () => {
          end();
          void previews.close([preview]);
        },
      };
    },
    stop: (given) => meantBy(given).some(stop),
    isActive: () => activeTabDocuments().some((uri) => stops.has(uri.toString())),
    dispose: () => {
      listener.dispose();
      for (const onStop of stops.values()) onStop();
    },
  };
}

/** An id is that of a change that is complete. */
function meantBy(given: unknown): vscode.Uri[] {
  if (typeof given === "string") return [];
  return given instanceof vscode.Uri ? [given] : activeTabDocuments();
}
