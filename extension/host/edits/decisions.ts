// Takes decisions about proposed changes and ends them: a hunk, everything that is left, nothing. Whoever proposed the
// change is told; the tabs of a change that is over are closed.

import type { ChangePreviews } from "./change-previews.ts";
import { readHunkPlace } from "./change-view.ts";
import { goToHunkFrom, hunkAtCursor } from "./hunk-steps.ts";
import { countDecisions, hasAccepted, isPending, type OpenFile } from "./open-change.ts";
import type { PreviewContext } from "./preview-context.ts";
import type { Previews } from "./previews.ts";
import type { Decision } from "./proposed-change.ts";
import { type Standpoint, settle, showPlace } from "./settle.ts";
import type { WaitingChanges } from "./waiting-changes.ts";

export type Decisions = {
  /** `given` is what a lens hands over; anything else means the hunk at the cursor. */
  hunk(given: unknown, decision: "accepted" | "rejected", signal: AbortSignal): Promise<void>;
  apply(shown: ChangePreviews, signal: AbortSignal): Promise<void>;
  end(shown: ChangePreviews, decision: Decision): Promise<void>;
};

type Parts = { previews: Previews; waiting: WaitingChanges; context: PreviewContext };

export function createDecisions({ previews, waiting, context }: Parts): Decisions {
  const beingApplied = new Map<string, Promise<void>>();

  const close = async (shown: ChangePreviews, decision: Decision) => {
    const { id, proposed } = shown.change;
    if (!waiting.all().has(id)) return;
    waiting.remove(id);
    await shown.close();
    context.refresh();
    proposed.onDecided(decision);
  };
  const end = async (shown: ChangePreviews, decision: Decision) => {
    // What is being written cannot be called untouched: it ends as that does.
    await beingApplied.get(shown.change.id);
    await close(shown, decision);
  };
  const apply = async (shown: ChangePreviews, signal: AbortSignal, last?: Standpoint) => {
    const { change } = shown;
    // A second press while the first is being carried out does nothing.
    if (beingApplied.has(change.id)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    beingApplied.set(change.id, promise);
    try {
      const editor = previews.activeEditor();
      const file = editor && shown.fileOf(editor.document.uri);
      const { decision, place } = await settle(change, last ?? (file && { file }), signal);
      if (decision.kind === "postponed") return change.proposed.onDecided(decision);
      if (place !== undefined) await showPlace(place);
      await close(shown, decision);
    } finally {
      beingApplied.delete(change.id);
      resolve();
    }
  };
  const decideHunk = async (
    shown: ChangePreviews,
    { file, hunk }: { file: OpenFile; hunk: number },
    decision: "accepted" | "rejected",
    signal: AbortSignal,
  ) => {
    const { files, proposed, id } = shown.change;
    if (file.decisions[hunk] !== "pending" || beingApplied.has(id)) return;
    const line = shown.pendingIn(file).find((one) => one.hunk === hunk)?.startLine ?? 0;
    file.decisions[hunk] = decision;
    if (!files.some(isPending)) {
      return files.some(hasAccepted)
        ? apply(shown, signal, { file, hunk })
        : end(shown, { kind: "discarded" });
    }
    await shown.draw();
    // It may have ended meanwhile, and then there is nothing to tell and nothing to show.
    if (!waiting.all().has(id)) return;
    context.refresh();
    proposed.onProgress?.(files.map(countDecisions));
    await goToHunkFrom(shown, file, line - 1, 1);
  };
  return {
    apply,
    end,
    hunk: async (given, decision, signal) => {
      const place = readHunkPlace(given);
      const shown = place === undefined ? waiting.active() : await waiting.pick(place.changeId);
      if (shown === undefined) return;
      const file = shown.change.files[place?.file ?? -1];
      if (place !== undefined && file !== undefined) {
        return decideHunk(shown, { file, hunk: place.hunk }, decision, signal);
      }
      const editor = previews.activeEditor();
      const atCursor = editor && hunkAtCursor(shown, editor);
      if (atCursor !== undefined) return decideHunk(shown, atCursor, decision, signal);
      // A key pressed elsewhere decides nothing unseen: it only leads to the next hunk.
      const here = editor && shown.fileOf(editor.document.uri);
      if (editor && here) await goToHunkFrom(shown, here, editor.selection.active.line, 1);
    },
  };
}
