// Proposed changes that wait for a decision: each is shown in VS Code's diff editor against the document itself and is
// accepted or discarded once. Whoever proposed it is told how it ended. Knows no model and no chat.

import * as vscode from "vscode";
import type { Snapshot } from "../../../core/edit/snapshot.ts";
import { shownPath } from "../places.ts";
import { applyReplacement } from "./apply.ts";
import { proposalScheme, serveProposals } from "./proposal-documents.ts";

export type ProposedChange = {
  uri: vscode.Uri;
  snapshot: Snapshot;
  /** The whole document as it would be. */
  text: string;
  replacement: string;
  onDecided: (decision: Decision) => void;
};

export type Decision =
  | { kind: "accepted" }
  | { kind: "discarded" }
  /** Nothing was changed, and the change is gone. */
  | { kind: "refused"; message: string }
  /** Nothing was changed yet: it can be accepted once the workspace is trusted. */
  | { kind: "postponed"; message: string };

export type ProposedChanges = vscode.Disposable & {
  /** Returns the URI by which the change is known from now on. */
  propose(change: ProposedChange): vscode.Uri;
  show(proposal: vscode.Uri): Promise<void>;
  /** Without a URI: the change in the active diff editor. */
  accept(proposal: unknown, signal: AbortSignal): Promise<void>;
  discard(proposal: unknown, signal: AbortSignal): Promise<void>;
};

export function keepProposedChanges(): ProposedChanges {
  const documents = serveProposals();
  const waiting = new Map<string, ProposedChange>();

  const pick = (given: unknown): { proposal: vscode.Uri; change: ProposedChange } | undefined => {
    const proposal = given instanceof vscode.Uri ? given : proposalInActiveTab();
    const change = proposal && waiting.get(proposal.toString());
    return change && { proposal, change };
  };
  const close = async (proposal: vscode.Uri) => {
    waiting.delete(proposal.toString());
    await vscode.window.tabGroups.close(tabsOf(proposal), true);
    documents.remove(proposal);
  };
  return {
    propose: (change) => {
      const proposal = documents.add(shownPath(change.uri), change.text);
      waiting.set(proposal.toString(), change);
      return proposal;
    },
    show: async (proposal) => {
      const change = waiting.get(proposal.toString());
      if (change === undefined) return;
      const title = `${shownPath(change.uri)}: proposed change`;
      await vscode.commands.executeCommand("vscode.diff", change.uri, proposal, title, {
        preview: false,
      });
    },
    accept: async (given) => {
      const picked = pick(given);
      if (picked === undefined) return;
      const { proposal, change } = picked;
      // Taken out first: a second press while the first is being applied finds nothing.
      waiting.delete(proposal.toString());
      const outcome = await applyReplacement(change.uri, change.snapshot, change.replacement);
      if (!outcome.isApplied && outcome.reason === "untrusted") {
        waiting.set(proposal.toString(), change);
        change.onDecided({ kind: "postponed", message: outcome.message });
        return;
      }
      await close(proposal);
      if (!outcome.isApplied) {
        change.onDecided({ kind: "refused", message: outcome.message });
        return;
      }
      const selection = new vscode.Range(outcome.range.start, outcome.range.start);
      await vscode.window.showTextDocument(change.uri, { selection });
      change.onDecided({ kind: "accepted" });
    },
    discard: async (given) => {
      const picked = pick(given);
      if (picked === undefined) return;
      await close(picked.proposal);
      picked.change.onDecided({ kind: "discarded" });
    },
    dispose: () => documents.dispose(),
  };
}

function tabsOf(proposal: vscode.Uri): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff &&
        input.modified.toString() === proposal.toString(),
    );
}

function proposalInActiveTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
  return input.modified.scheme === proposalScheme ? input.modified : undefined;
}
