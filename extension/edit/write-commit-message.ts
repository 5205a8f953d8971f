// Write Commit Message and /commit: asks for a message for the changes of the repository, and puts it into the repository's
// input box when its button is pressed. It commits nothing.

import type { ChangesReference, Reference } from "../../core/chat/reference.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import type { OnCardAction } from "../host/answers/ask-chat.ts";
import { changesOf, repositoryWith } from "../host/context/changes.ts";
import type { NotAttached } from "../host/context/context.ts";
import {
  nameAmong,
  openRepositories,
  type Repositories,
  type Repository,
  repositoryInUse,
} from "../host/context/repositories.ts";
import { confirm } from "../host/notify.ts";
import type { Card } from "../webview/messages.ts";
import { t } from "../words.ts";
import { commitMessageIn } from "./commit-message.ts";
import type { EditFlowDeps } from "./flow-deps.ts";

/** `button` is what the Source Control view hands over. */
export async function writeCommitMessage(
  words: string,
  given: readonly Reference[],
  deps: EditFlowDeps,
  signal: AbortSignal,
  button?: unknown,
): Promise<void> {
  const repositories = await openRepositories();
  signal.throwIfAborted();
  if ("refusal" in repositories) return deps.notify("info", repositories.refusal);
  const attached = given.filter((each) => each.kind === "changes");
  const about =
    attached.length > 0
      ? await aboutAttached(attached, repositories, signal)
      : await aboutUsed(repositories, signal, button);
  if ("refusal" in about) return deps.notify("info", about.refusal);
  signal.throwIfAborted();
  const { repository, changes } = about;
  const name = nameAmong(repositories, repository);
  await ask({ words, references: [...given, ...changes], repository, name }, deps);
}

/** A repository, and its changes as far as they are not attached already. */
type About = { repository: Repository; changes: readonly ChangesReference[] };

async function aboutAttached(
  attached: readonly ChangesReference[],
  repositories: Repositories,
  signal: AbortSignal,
): Promise<About | NotAttached> {
  const repository = await repositoryWith(attached, repositories, signal);
  if (repository !== undefined) return { repository, changes: [] };
  return {
    refusal: t(
      "It is not clear which repository the attached changes are of: open a file of it, and attach them again.",
    ),
  };
}

async function aboutUsed(
  repositories: Repositories,
  signal: AbortSignal,
  button: unknown,
): Promise<About | NotAttached> {
  const repository = repositoryInUse(repositories, button);
  const changes = await changesOf(repository, signal);
  return "refusal" in changes ? changes : { repository, changes };
}

type Asked = {
  words: string;
  references: Reference[];
  repository: Repository;
  /** Where there are several. */
  name: string | undefined;
};

async function ask(asked: Asked, deps: EditFlowDeps, connect?: Connect): Promise<void> {
  const { words, references, name } = asked;
  const title =
    name === undefined ? t("Write a commit message") : t("Write a commit message for {0}", name);
  const { turnId, text, finishReason } = await deps.chat.ask({
    ...{ prompt: "commit", title, question: words, references },
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
    if (action === "useCommitMessage") deps.atEdge(use(message, asked, turnId, deps));
  };
  deps.chat.setCard(turnId, messageCard(name), act);
}

async function use(
  message: string,
  { repository: { inputBox }, name }: Asked,
  turnId: string,
  { chat }: EditFlowDeps,
): Promise<void> {
  const there = inputBox.value.trim();
  if (there !== "" && there !== message) {
    const question =
      name === undefined
        ? t("Replace the commit message that is there?")
        : t("Replace the commit message that is there, for {0}?", name);
    if (!(await confirm(question, there, t("Replace")))) return;
  }
  inputBox.value = message;
  chat.setCard(turnId, {
    severity: "success",
    title:
      name === undefined
        ? t("The message is in the Source Control view.")
        : t("The message is in the Source Control view, for {0}.", name),
    detail: t("Nothing is committed yet."),
    actions: [],
  });
}

function messageCard(name: string | undefined): Card {
  return {
    severity: "info",
    title:
      name === undefined
        ? t("The commit message is ready.")
        : t("The commit message for {0} is ready.", name),
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
