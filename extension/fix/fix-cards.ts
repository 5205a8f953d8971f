// What the chat says about a proposed change, from the refusal of an answer to the applied edit. Pure text.

import type { RefusalReason } from "../../core/edit/proposal.ts";
import type { Card, CardAction } from "../webview/messages.ts";

const retry: CardAction = { action: "retry", label: "Retry", isPrimary: true };

const decisions: CardAction[] = [
  { action: "acceptChange", label: "Accept", isPrimary: true },
  { action: "discardChange", label: "Discard" },
  { action: "showDiff", label: "Show Diff" },
];

const nextSteps: Record<RefusalReason, string> = {
  no_code_block: "Its answer says why. Nothing was touched.",
  several_code_blocks: "Try again, or copy what you want from the answer. Nothing was touched.",
  truncated: "Select less code, or raise maxOutputTokens of the model. Nothing was touched.",
  abbreviated: "Try again, or select less code. Nothing was touched.",
  unchanged: "The model sees nothing to fix here. Nothing was touched.",
};

export function refusedAnswerCard(reason: RefusalReason, message: string): Card {
  const isVerdict = reason === "no_code_block" || reason === "unchanged";
  return {
    severity: isVerdict ? "info" : "warning",
    title: message,
    detail: nextSteps[reason],
    actions: [retry],
  };
}

export function proposalCard(path: string, added: number, removed: number): Card {
  return {
    severity: "info",
    title: `Proposed change in ${path}: +${added} −${removed} lines.`,
    detail: "The diff editor shows it. Accepting is one undo step.",
    actions: decisions,
  };
}

export function acceptedCard(path: string): Card {
  return {
    severity: "success",
    title: `The change was applied to ${path}.`,
    detail: "Undo takes it back in one step.",
    actions: [],
  };
}

export function discardedCard(path: string): Card {
  return {
    severity: "info",
    title: `The change was discarded; ${path} is as it was.`,
    actions: [retry],
  };
}

/** The change waits: the workspace has to be trusted first. */
export function postponedCard(message: string): Card {
  return {
    severity: "warning",
    title: message,
    detail: "Nothing was touched. Trust the workspace, then accept the change.",
    actions: [
      { action: "manageTrust", label: "Manage Trust", isPrimary: true },
      ...decisions.map(({ action, label }) => ({ action, label })),
    ],
  };
}

export function refusedChangeCard(reason: string): Card {
  return {
    severity: "warning",
    title: reason,
    detail: "Nothing was touched. Retry asks again about the code as it is now.",
    actions: [retry],
  };
}
