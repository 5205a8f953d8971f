// A proposed change and its card in the chat: the card's buttons decide the change, every decision is told on the card, and
// what became of the files' problems is said after it. How the change came about is not known here.

import * as vscode from "vscode";
import type { EditRefusal } from "../../../core/edit/change.ts";
import type { Hunk } from "../../../core/edit/hunks.ts";
import type { CardActionId, CardFile } from "../../webview/messages.ts";
import type {
  DecidedFile,
  Decision,
  PreviewFocus,
  ProposedFile,
} from "../edits/proposed-change.ts";
import type { AnswerPreview } from "./answer-preview.ts";
import type { AnswerDeps, OnCardAction } from "./ask-chat.ts";
import {
  acceptedCard,
  discardedCard,
  postponedCard,
  proposalCard,
  refusedChangeCard,
  withdrawnCard,
} from "./change-cards.ts";
import { watchProblems } from "./problems-after.ts";

export type OfferedFile = ProposedFile & { path: string; hunks: readonly Hunk[] };

export type Offer = {
  turnId: string;
  title: string;
  files: readonly OfferedFile[];
  refusals: readonly EditRefusal[];
  /** Said on the card as well. */
  notes?: readonly string[];
  /** Where the change is shown already, if it is. */
  preview?: AnswerPreview | undefined;
  focus?: PreviewFocus | undefined;
};

export type StandingOffer = {
  /** Takes the change back unless that is too late. True when it was applied, all of it or some hunks. */
  withdraw(): Promise<boolean>;
};

export async function offerChange(offer: Offer, deps: AnswerDeps): Promise<StandingOffer> {
  const { turnId, title, files, refusals, notes = [], preview, focus } = offer;
  const { chat, changes, atEdge, lifetime } = deps;
  const problems = watchProblems(files.map(({ uri }) => uri));
  let shown = files.map(cardFile);
  // The chat keeps the buttons' function for as long as it is open: it must not hold on to texts.
  const uris = new Map(files.map(({ path, uri }) => [path, uri]));
  let id: string | undefined;
  let outcome: Decision["kind"] | undefined;
  let isWithdrawn = false;

  const setProposal = () => chat.setCard(turnId, proposalCard(shown, refusals, notes), act);
  const tell = async (decision: Decision) => {
    outcome = decision.kind;
    if (decision.kind !== "accepted") {
      if (isOver(outcome)) problems.dispose();
      const card = isWithdrawn ? withdrawnCard() : decisionCard(decision, shown);
      chat.setCard(turnId, card, act);
      return;
    }
    shown = withStates(shown, decision.files);
    chat.setCard(turnId, acceptedCard(shown), act);
    const result = await problems.result(lifetime);
    problems.dispose();
    if (result !== "" && !lifetime.aborted) chat.setCard(turnId, acceptedCard(shown, result), act);
  };
  const act: OnCardAction = (action, path) => {
    const uri = uris.get(path ?? "");
    if (!isOver(outcome)) press(action, { id, path }, deps);
    else if (uri !== undefined) atEdge(showFile(uri));
  };
  const change = {
    title,
    files,
    onProgress: (decided: readonly DecidedFile[]) => {
      shown = withStates(shown, decided);
      setProposal();
    },
    onDecided: (decision: Decision) => atEdge(tell(decision)),
  };
  const live = await preview?.finish(change);
  id = live ?? changes.propose(change);
  if (live === undefined) await changes.show(id, undefined, focus);
  // It may have been decided as soon as it was shown.
  if (outcome === undefined) setProposal();
  const own = id;
  return {
    withdraw: async () => {
      isWithdrawn = true;
      if (!isOver(outcome)) await changes.discard(own, lifetime);
      return outcome === "accepted";
    },
  };
}

/** Before it is offered a change has no id, and its buttons do nothing. */
function press(
  action: CardActionId,
  { id, path }: { id: string | undefined; path: string | undefined },
  { changes, atEdge, lifetime }: AnswerDeps,
): void {
  if (id === undefined) return;
  if (action === "acceptChange") atEdge(changes.accept(id, lifetime));
  else if (action === "discardChange") atEdge(changes.discard(id, lifetime));
  else if (action === "showDiff") atEdge(changes.show(id, path));
}

function isOver(outcome: Decision["kind"] | undefined): boolean {
  return outcome !== undefined && outcome !== "postponed";
}

async function showFile(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.window.showTextDocument(uri);
  } catch (error) {
    // It may have been deleted since: then there is nothing to show.
    if (!(error instanceof Error)) throw error;
  }
}

function cardFile({ path, hunks }: OfferedFile): CardFile {
  return {
    path,
    added: hunks.reduce((sum, { added }) => sum + added.length, 0),
    removed: hunks.reduce((sum, { removed }) => sum + removed.length, 0),
    state: "pending",
  };
}

/** The decided files stand in the order of the change's. */
function withStates(shown: readonly CardFile[], decided: readonly DecidedFile[]): CardFile[] {
  return shown.map((file, index) => {
    const counts = decided[index];
    return counts === undefined ? file : { ...file, ...decidedFile(counts) };
  });
}

/** What was rejected as a whole keeps its counts: they say how much that was. */
function decidedFile(
  counts: DecidedFile,
): Omit<CardFile, "path"> | Pick<CardFile, "state" | "hunks"> {
  const { accepted, rejected, pending, added, removed } = counts;
  const state = stateOf(counts);
  const hunks = { accepted, rejected, pending };
  return { state, hunks, ...(state === "rejected" ? {} : { added, removed }) };
}

function stateOf({ accepted, rejected, pending }: DecidedFile): CardFile["state"] {
  if (accepted + rejected === 0) return "pending";
  if (accepted === 0) return pending === 0 ? "rejected" : "partly";
  return rejected + pending === 0 ? "accepted" : "partly";
}

function decisionCard(
  decision: Exclude<Decision, { kind: "accepted" }>,
  files: readonly CardFile[],
) {
  switch (decision.kind) {
    case "discarded":
      return discardedCard();
    case "refused":
      return refusedChangeCard(decision.message);
    case "postponed":
      return postponedCard(decision.message, files);
  }
}
