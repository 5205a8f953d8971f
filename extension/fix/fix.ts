// Fix Selection: asks for a replacement of the selected lines, turns the answer into a proposal that provably applies
// and shows it as a diff. How the question is asked and shown is the chat's; how the change is applied is host/edits'.

import type * as vscode from "vscode";
import type { Reference } from "../../core/chat/reference.ts";
import { proposeReplacement, stillApplies } from "../../core/edit/proposal.ts";
import { type Snapshot, selectedText } from "../../core/edit/snapshot.ts";
import type { FinishReason } from "../../core/model/answer.ts";
import { isReadonly, openAgain } from "../host/edits/apply.ts";
import type { Decision, ProposedChanges } from "../host/edits/proposed-changes.ts";
import type { Notify } from "../host/notify.ts";
import { shownPath } from "../host/places.ts";
import { describeRange, type SelectedCode, selectedCode } from "../host/selected-code.ts";
import type { Card, CardActionId } from "../webview/messages.ts";
import {
  acceptedCard,
  discardedCard,
  postponedCard,
  proposalCard,
  refusedAnswerCard,
  refusedChangeCard,
} from "./fix-cards.ts";

export type Fix = { fixSelected(signal: AbortSignal): Promise<void> };

/** The part of a conversation that a fix needs. */
export type AskForFix = {
  ask(question: {
    task: "fix";
    title: string;
    question: string;
    references: readonly Reference[];
    onRetry: () => void;
    onCardAction: (action: CardActionId) => void;
  }): Promise<{ turnId: string; text: string; finishReason?: FinishReason }>;
  setCard(turnId: string, card: Card): void;
};

export type FixDeps = { chat: AskForFix; changes: ProposedChanges; notify: Notify };

export function createFix(deps: FixDeps): Fix {
  return {
    fixSelected: async (signal) => {
      const selected = await selectedCode(signal);
      if ("refusal" in selected) {
        deps.notify("info", selected.refusal);
      } else if (await isReadonly(selected.document.uri)) {
        deps.notify("info", `${shownPath(selected.document.uri)} is read-only.`);
      } else await fix(selected, deps, signal);
    },
  };
}

async function fix(selected: SelectedCode, deps: FixDeps, signal: AbortSignal): Promise<void> {
  const { document, place, snapshot, references } = selected;
  const { chat, changes } = deps;
  let proposal: vscode.Uri | undefined;
  const { turnId, text, finishReason } = await chat.ask({
    task: "fix",
    title: `Fix ${place}`,
    question: "",
    references,
    onRetry: () => void fixAgain(document.uri, snapshot, deps, signal),
    onCardAction: (action) => {
      if (proposal !== undefined) void decide(action, proposal, changes, signal);
    },
  });
  if (finishReason === undefined) return;
  const proposed = proposeReplacement(snapshot, text, finishReason);
  if (proposed.isRefused) {
    chat.setCard(turnId, refusedAnswerCard(proposed.reason, proposed.message));
    return;
  }
  const path = shownPath(document.uri);
  const current = await openAgain(document.uri);
  if (current === undefined || !stillApplies(snapshot, current.getText())) {
    const what = current === undefined ? "was closed or deleted" : "changed";
    chat.setCard(turnId, refusedChangeCard(`${path} ${what} while the model was answering.`));
    return;
  }
  proposal = changes.propose({
    uri: document.uri,
    snapshot,
    text: proposed.text,
    replacement: proposed.replacement,
    onDecided: (decision) => chat.setCard(turnId, decisionCard(path, decision)),
  });
  const added = proposed.hunks.reduce((sum, hunk) => sum + hunk.added.length, 0);
  const removed = proposed.hunks.reduce((sum, hunk) => sum + hunk.removed.length, 0);
  chat.setCard(turnId, proposalCard(path, added, removed));
  await changes.show(proposal);
}

async function decide(
  action: CardActionId,
  proposal: vscode.Uri,
  changes: ProposedChanges,
  signal: AbortSignal,
): Promise<void> {
  if (action === "acceptChange") await changes.accept(proposal, signal);
  else if (action === "discardChange") await changes.discard(proposal, signal);
  else if (action === "showDiff") await changes.show(proposal);
}

/** Asks again about the same code, wherever it stands now: it must still be there, once. */
async function fixAgain(
  uri: vscode.Uri,
  snapshot: Snapshot,
  deps: FixDeps,
  signal: AbortSignal,
): Promise<void> {
  const document = await openAgain(uri);
  const path = shownPath(uri);
  if (document === undefined) return deps.notify("info", `${path} no longer exists.`);
  const text = document.getText();
  const start = stillApplies(snapshot, text)
    ? snapshot.startOffset
    : onlyOccurrence(text, selectedText(snapshot));
  if (start === undefined) {
    return deps.notify("info", `The selected code has changed in ${path}: select it again.`);
  }
  const end = start + (snapshot.endOffset - snapshot.startOffset);
  await fix(describeRange(document, start, end), deps, signal);
}

function onlyOccurrence(text: string, wanted: string): number | undefined {
  const first = text.indexOf(wanted);
  if (wanted === "" || first === -1) return undefined;
  return text.indexOf(wanted, first + 1) === -1 ? first : undefined;
}

function decisionCard(path: string, decision: Decision): Card {
  switch (decision.kind) {
    case "accepted":
      return acceptedCard(path);
    case "discarded":
      return discardedCard(path);
    case "refused":
      return refusedChangeCard(decision.message);
    case "postponed":
      return postponedCard(decision.message);
  }
}
