// Write Commit Message and /commit: asks for a message for the changes of the repository, and puts it into the repository's
// input box when its button is pressed. It commits nothing.

import type { Reference } from "../../core/chat/reference.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import type { OnCardAction } from "../host/answers/ask-chat.ts";
import { findRepository, type Repository } from "../host/context/changes.ts";
import { confirm } from "../host/notify.ts";
import type { Card } from "../webview/messages.ts";
import { t } from "../words.ts";
import { commitMessageIn } from "./commit-message.ts";
import type { EditFlowDeps } from "./flow-deps.ts";

export async function writeCommitMessage(
  words: string,
  references: readonly Reference[],
  deps: EditFlowDeps,
  signal: AbortSignal,
): Promise<void> {
  const repository = await findRepository();
  signal.throwIfAborted();
  if ("refusal" in repository) return deps.notify("info", repository.refusal);
  const hasChanges = references.some(({ kind }) => kind === "changes");
  const changes = hasChanges ? [] : await deps.context.changes(signal);
  if ("refusal" in changes) return deps.notify("info", changes.refusal);
  signal.throwIfAborted();
  await ask({ words, references: [...references, ...changes], repository }, deps);
}

type Asked = { words: string; references: Reference[]; repository: Repository };

async function ask(asked: Asked, deps: EditFlowDeps, connect?: Connect): Promise<void> {
  const { words, references, repository } = asked;
  const { turnId, text, finishReason } = await deps.chat.ask({
    ...{ prompt: "commit", title: t("Write a commit message"), question: words, references },
    ...(connect === undefined ? {} : { connect }),
    onRetry: (other) => deps.atEdge(ask(asked, deps, other)),
    onCardAction: () => {},
  });
  if (finishReason === undefined) return;
  const message = commitMessageIn(text);
  if (message === undefined) {
    if (finishReason === "stop") deps.chat.setCard(turnId, noMessageCard());
    return;
  }
  const act: OnCardAction = (action) => {
    if (action === "useCommitMessage") deps.atEdge(use(message, repository, turnId, deps));
  };
  deps.chat.setCard(turnId, messageCard(), act);
}

async function use(
  message: string,
  { inputBox }: Repository,
  turnId: string,
  { chat }: EditFlowDeps,
): Promise<void> {
  const there = inputBox.value.trim();
  if (there !== "" && there !== message) {
    const question = t("Replace the commit message that is there?");
    if (!(await confirm(question, there, t("Replace")))) return;
  }
  inputBox.value = message;
  chat.setCard(turnId, {
    severity: "success",
    title: t("The message is in the Source Control view."),
    detail: t("Nothing is committed yet."),
    actions: [],
  });
}

function messageCard(): Card {
  return {
    severity: "info",
    title: t("The commit message is ready."),
    detail: t("It can be changed in the Source Control view before you commit."),
    actions: [{ action: "useCommitMessage", label: t("Use Message"), isPrimary: true }],
  };
}

function noMessageCard(): Card {
  return {
    severity: "info",
    title: t("The answer holds no commit message."),
    detail: t("Ask again, or copy what you want from it."),
    actions: [{ action: "retry", label: t("Retry"), isPrimary: true }],
  };
}
