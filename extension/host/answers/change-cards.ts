// What the chat says about a proposed change, from the refusal of an answer to the applied edit. Pure text.

import type { EditRefusal, EditRefusalCode } from "../../../core/edit/change.ts";
import type { RefusalReason } from "../../../core/edit/proposal.ts";
import type { Card, CardAction, CardFile } from "../../webview/messages.ts";
import { plural, t } from "../../words.ts";

export function refusedAnswerCard(reason: RefusalReason, message: string): Card {
  const isVerdict = reason === "no_code_block" || reason === "unchanged";
  return {
    severity: isVerdict ? "info" : "warning",
    title: t(message),
    detail: nextStep(reason),
    actions: [retry()],
  };
}

export function noChangeCard(): Card {
  return {
    severity: "info",
    title: t("The model proposed no change."),
    detail: t("Its answer says why. Nothing was touched."),
    actions: [retry()],
  };
}

/** Some blocks may have been refused while others can be applied. */
export function proposalCard(
  files: readonly CardFile[],
  refusals: readonly EditRefusal[],
  notes: readonly string[] = [],
): Card {
  return {
    severity: refusals.length + notes.length > 0 ? "warning" : "info",
    title: proposalTitle(files),
    detail: t("The editor shows it hunk by hunk. Nothing is touched before you accept."),
    files: [...files],
    ...notesOf(refusals, notes),
    actions: decisions(),
  };
}

/** How much changes in one file is said beside its name. */
function proposalTitle(files: readonly CardFile[]): string {
  const left = files.filter(({ state }) => state !== "rejected");
  const added = left.reduce((sum, file) => sum + file.added, 0);
  const removed = left.reduce((sum, file) => sum + file.removed, 0);
  return plural(
    files.length,
    ["Proposed change of {0} file.", "Proposed change of {0} files: +{1} −{2} lines."],
    added,
    removed,
  );
}

/** Nothing of the answer can be applied. */
export function refusedBlocksCard(refusals: readonly EditRefusal[]): Card {
  return {
    severity: "warning",
    title: t("No change of the answer could be applied."),
    detail: t("Nothing was touched. Copy what you want from the answer, or ask again."),
    ...notesOf(refusals),
    actions: [retry()],
  };
}

export function repairCard(refusals: readonly EditRefusal[]): Card {
  return {
    severity: "info",
    title: plural(refusals.length, [
      "{0} block of the answer did not fit; the model was asked once more, below.",
      "{0} blocks of the answer did not fit; the model was asked once more, below.",
    ]),
    ...notesOf(refusals),
    actions: [],
  };
}

/** `result` is what became of the files' problems. */
export function acceptedCard(files: readonly CardFile[], result?: string): Card {
  const changed = files.filter(({ state }) => state !== "rejected");
  return {
    severity: "success",
    title: plural(
      changed.length,
      ["The change was applied to {1}.", "The change was applied to {0} files."],
      changed[0]?.path ?? "",
    ),
    detail: [result, t("Undo takes it back in one step.")].filter(Boolean).join(" "),
    files: [...files],
    actions: [],
  };
}

export function discardedCard(): Card {
  return {
    severity: "info",
    title: t("The change was discarded; nothing was touched."),
    actions: [retry()],
  };
}

/** What is offered instead is further down. */
export function withdrawnCard(): Card {
  return {
    severity: "info",
    title: t("The change was taken back: the model was asked once more, below."),
    actions: [],
  };
}

/** The change waits: the workspace has to be trusted first. */
export function postponedCard(message: string, files: readonly CardFile[]): Card {
  return {
    severity: "warning",
    title: message,
    detail: t("Nothing was touched. Trust the workspace, then accept the change."),
    files: [...files],
    actions: [
      { action: "manageTrust", label: t("Manage Trust"), isPrimary: true },
      ...decisions().map(({ action, label }) => ({ action, label })),
    ],
  };
}

export function refusedChangeCard(reason: string): Card {
  return {
    severity: "warning",
    title: reason,
    detail: t("Nothing was touched. Retry asks again about the code as it is now."),
    actions: [retry()],
  };
}

/** One sentence a refusal: which file, why, and what can be done about it. */
export function refusalNote({ path, message, code, lines = [] }: EditRefusal): string {
  const shownLines = lines.slice(0, 5).map((line) => line + 1);
  const place =
    shownLines.length === 0 || path === undefined ? path : `${path}:${shownLines.join(", ")}`;
  const advice = adviceOf[code]?.();
  const said = place === undefined ? t(message) : `${place}: ${t(message)}`;
  return advice === undefined ? said : `${said} ${advice}`;
}

const adviceOf: Partial<Record<EditRefusalCode, () => string>> = {
  unclosed: () => t("Ask for less at a time, or raise maxOutputTokens of the model."),
  truncated: () => t("Ask for less at a time, or raise maxOutputTokens of the model."),
  no_path: () => t("Ask again and name the file."),
  no_match: () => t("The file may have changed: ask again."),
  near_match: () => t("The file may have changed: ask again."),
  several_matches: () => t("Select the place that is meant, and ask again."),
  secret: () => t("Change it by hand."),
  readonly: () => t("Make it writable first."),
};

function notesOf(
  refusals: readonly EditRefusal[],
  further: readonly string[] = [],
): { notes?: string[] } {
  const notes = [...new Set([...refusals.map(refusalNote), ...further])];
  return notes.length === 0 ? {} : { notes };
}

function nextStep(reason: RefusalReason): string {
  const steps: Record<RefusalReason, string> = {
    no_code_block: t("Its answer says why. Nothing was touched."),
    several_code_blocks: t(
      "Try again, or copy what you want from the answer. Nothing was touched.",
    ),
    truncated: t("Select less code, or raise maxOutputTokens of the model. Nothing was touched."),
    abbreviated: t("Try again, or select less code. Nothing was touched."),
    unchanged: t("The model sees nothing to change here. Nothing was touched."),
  };
  return steps[reason];
}

function retry(): CardAction {
  return { action: "retry", label: t("Retry"), isPrimary: true };
}

function decisions(): CardAction[] {
  return [
    { action: "acceptChange", label: t("Accept"), isPrimary: true },
    { action: "discardChange", label: t("Discard") },
    { action: "showDiff", label: t("Show Changes") },
  ];
}
