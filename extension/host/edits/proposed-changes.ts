// Proposed changes that wait for a decision: each is previewed in the editor in place of its files, decided hunk by hunk or
// as a whole, and applied or discarded once. Whoever proposed it is told how it ended. Knows no model and no chat.

import { t } from "../../words.ts";
import type { ChangePreviews } from "./change-previews.ts";
import { createDecisions, type Decisions } from "./decisions.ts";
import { watchForGone } from "./gone-files.ts";
import { goToHunkFrom } from "./hunk-steps.ts";
import { keepLivePreviews } from "./live-previews.ts";
import { isPending, type OpenFile } from "./open-change.ts";
import { keepPreviewContext } from "./preview-context.ts";
import { previewScheme } from "./preview-documents.ts";
import { closeLeftTabs } from "./preview-tabs.ts";
import { createPreviews, type Previews } from "./previews.ts";
import type { ProposedChanges } from "./proposed-change.ts";
import { keepWaiting, type WaitingChanges } from "./waiting-changes.ts";

export function keepProposedChanges(): ProposedChanges {
  void closeLeftTabs(previewScheme);
  const previews = createPreviews();
  const waiting = keepWaiting(previews);
  const add: WaitingChanges["add"] = (proposed, standing) => {
    const id = waiting.add(proposed, standing);
    void dropOldest(waiting, decisions);
    return id;
  };
  const live = keepLivePreviews(previews, add, () => context.refresh());
  const context = keepPreviewContext(() => ({
    isActive: waiting.active() !== undefined,
    hasHunks: hasHunks(inActiveEditor(waiting, previews)?.file),
    isLive: live.isActive(),
  }));
  const decisions = createDecisions({ previews, waiting, context });
  const gone = watchForGone(waiting.all, async (id) => {
    const shown = await waiting.pick(id);
    const names = shown?.change.files.map(({ path }) => path).join(", ") ?? "";
    const message = t("{0} no longer exists; nothing was touched.", names);
    if (shown !== undefined) await decisions.end(shown, { kind: "refused", message });
  });
  return {
    propose: (change) => add(change),
    show: async (id, path, focus = "take") => {
      const shown = await waiting.pick(id);
      const file = shown && fileToShow(shown, path);
      if (file !== undefined) await shown?.show(file, undefined, focus);
      context.refresh();
    },
    showSideBySide: async (given) => (await waiting.pick(given))?.showSideBySide(),
    showNextFile: async (given) => {
      const shown = await waiting.pick(given);
      const files = shown?.change.files ?? [];
      const here = inActiveEditor(waiting, previews)?.file;
      const next = files[((here === undefined ? -1 : files.indexOf(here)) + 1) % files.length];
      if (next !== undefined) await shown?.show(next);
    },
    startLive: live.start,
    accept: async (given, signal) => {
      const shown = await waiting.pick(given);
      if (shown !== undefined) await decisions.apply(shown, signal);
    },
    discard: async (given) => {
      if (live.stop(given)) return;
      const shown = await waiting.pick(given);
      if (shown !== undefined) await decisions.end(shown, { kind: "discarded" });
    },
    acceptHunk: (given, signal) => decisions.hunk(given, "accepted", signal),
    rejectHunk: (given, signal) => decisions.hunk(given, "rejected", signal),
    goToHunk: async (step) => {
      const here = inActiveEditor(waiting, previews);
      if (here !== undefined) await goToHunkFrom(here.shown, here.file, here.line, step);
    },
    dispose: () => {
      for (const owned of [gone, context, live, previews]) owned.dispose();
    },
  };
}

/** Each holds the texts of its files, and nobody comes back to so many. */
const mostWaiting = 100;

async function dropOldest(waiting: WaitingChanges, decisions: Decisions): Promise<void> {
  const message = t("{0} newer changes wait, so this one was dropped.", mostWaiting);
  while (waiting.all().size > mostWaiting) {
    const seen = waiting.active()?.change.id;
    const shown = await waiting.pick([...waiting.all().keys()].find((id) => id !== seen));
    if (shown === undefined) return;
    await decisions.end(shown, { kind: "refused", message });
  }
}

function inActiveEditor(
  waiting: WaitingChanges,
  previews: Previews,
): { shown: ChangePreviews; file: OpenFile; line: number } | undefined {
  const editor = previews.activeEditor();
  const shown = waiting.active();
  const file = editor && shown?.fileOf(editor.document.uri);
  if (editor === undefined || shown === undefined || file === undefined) return undefined;
  return { shown, file, line: editor.selection.active.line };
}

function hasHunks(file: OpenFile | undefined): boolean {
  return file !== undefined && isPending(file);
}

function fileToShow({ change: { files } }: ChangePreviews, path?: string): OpenFile | undefined {
  const named = files.find((file) => file.path === path);
  return named ?? files.find(isPending) ?? files[0];
}
