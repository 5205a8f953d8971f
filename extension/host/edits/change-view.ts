// What the preview of one file of a proposed change shows and offers: its lines, and above each hunk that waits for a
// decision what can be done with it. Pure: it draws nothing.

import { plural, t } from "../../words.ts";
import type { OpenChange, OpenFile } from "./open-change.ts";
import { type PreviewContent, previewContent } from "./preview-content.ts";
import type { Lens } from "./preview-lenses.ts";
import type { PreviewView } from "./previews.ts";

/** What a lens names. A command that comes from a key names nothing. */
export type HunkPlace = { changeId: string; file: number; hunk: number };

export function readHunkPlace(given: unknown): HunkPlace | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  if (!("changeId" in given && "file" in given && "hunk" in given)) return undefined;
  const { changeId, file, hunk } = given;
  const isPlace =
    typeof changeId === "string" && typeof file === "number" && typeof hunk === "number";
  return isPlace ? { changeId, file, hunk } : undefined;
}

export function viewOf(change: OpenChange, file: OpenFile): PreviewView {
  const content = previewContent(file, (hunk) => file.decisions[hunk] ?? "pending");
  const lenses = [...hunkLenses(change, file, content), ...changeLenses(change, file, content)];
  return { ...content, lenses };
}

/** While the model still writes: what there is so far, and how to stop it. */
export function liveView(content: PreviewContent, startLine: number, written: number): PreviewView {
  // VS Code asks for lenses only in a pause between updates, so that the note says it too.
  const note = { line: written, text: t("Tandem is writing … Escape stops it.") };
  const lens = {
    line: startLine,
    title: withIcon("loading~spin", t("Stop")),
    tooltip: t("Stops the answer; nothing is changed."),
    command: "tandem.discardChange",
  };
  return { ...content, note, lenses: [lens] };
}

function changeLenses(change: OpenChange, file: OpenFile, { pending }: PreviewContent): Lens[] {
  const argument = change.id;
  const isOneOfMany = change.files.length > 1;
  const at = change.files.indexOf(file) + 1;
  const lens = (title: string, command?: string): Lens => ({
    line: 0,
    title,
    ...(command === undefined ? {} : { command, argument }),
  });
  return [
    lens(isOneOfMany ? t("Accept All Files") : t("Accept All"), "tandem.acceptChange"),
    lens(t("Discard"), "tandem.discardChange"),
    lens(t("Side by Side"), "tandem.showSideBySide"),
    lens(summaryOf(pending.length, file)),
    ...(isOneOfMany
      ? [
          lens(t("File {0} of {1}", at, change.files.length)),
          lens(t("Next File"), "tandem.nextProposedFile"),
        ]
      : []),
  ];
}

function summaryOf(pending: number, { isNew, hunks }: OpenFile): string {
  if (isNew) return t("New file");
  if (pending === hunks.length) return plural(pending, ["{0} hunk", "{0} hunks"]);
  return t("{0} of {1} hunks left", pending, hunks.length);
}

function hunkLenses(change: OpenChange, file: OpenFile, { pending }: PreviewContent): Lens[] {
  const fileIndex = change.files.indexOf(file);
  return pending.flatMap(({ hunk, startLine: line }) => {
    const argument: HunkPlace = { changeId: change.id, file: fileIndex, hunk };
    const lines = file.hunks[hunk];
    const size = t(
      "Hunk {0} of {1}: +{2} −{3}",
      hunk + 1,
      file.hunks.length,
      lines?.added.length ?? 0,
      lines?.removed.length ?? 0,
    );
    return [
      {
        line,
        title: withIcon("check", t("Accept")),
        tooltip: size,
        command: "tandem.acceptHunk",
        argument,
      },
      {
        line,
        title: withIcon("close", t("Reject")),
        tooltip: size,
        command: "tandem.rejectHunk",
        argument,
      },
      { line, title: size },
    ];
  });
}

/** VS Code draws an icon and the word behind it without the space between them. */
function withIcon(icon: string, words: string): string {
  return `$(${icon})\u00a0${words}`;
}
