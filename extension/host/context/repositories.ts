// The git repositories that VS Code knows, and which of them is meant: by a button of the Source Control view, by changes that
// were attached, or by the active editor. Without git, or outside a repository, it says so.

import * as vscode from "vscode";
import { t } from "../../words.ts";
import type { NotAttached } from "./context.ts";

/** The part of the git extension's API (version 1) that Tandem uses. */
type GitExtension = { enabled: boolean; getAPI(version: 1): { repositories: Repository[] } };
export type Repository = {
  rootUri: vscode.Uri;
  inputBox: { value: string };
  diff(cached?: boolean): Promise<string>;
};

export type Repositories = readonly [Repository, ...Repository[]];

export async function openRepositories(): Promise<Repositories | NotAttached> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  const git = await extension?.activate();
  if (git === undefined || !git.enabled) {
    return { refusal: t("Git is turned off in VS Code, so changes are not known.") };
  }
  const [first, ...others] = git.getAPI(1).repositories;
  return first === undefined
    ? { refusal: t("This folder is not in a git repository.") }
    : [first, ...others];
}

/** The one that a button of the Source Control view hands over, that of the active editor, or the first one. */
export function repositoryInUse(repositories: Repositories, button?: unknown): Repository {
  const root = rootIn(button)?.toString();
  const named = repositories.find(({ rootUri }) => rootUri.toString() === root);
  if (named !== undefined) return named;
  const active = vscode.window.activeTextEditor?.document.uri.path;
  const own = repositories
    .filter(({ rootUri }) => active?.startsWith(`${rootUri.path}/`))
    .sort((one, other) => other.rootUri.path.length - one.rootUri.path.length)[0];
  return own ?? repositories[0];
}

/** Undefined when there is no other that it could be taken for. */
export function nameAmong(repositories: Repositories, { rootUri }: Repository): string | undefined {
  if (repositories.length < 2) return undefined;
  const lastParts = (uri: vscode.Uri, count: number) => uri.path.split("/").slice(-count).join("/");
  const name = lastParts(rootUri, 1);
  const namesakes = repositories.filter((each) => lastParts(each.rootUri, 1) === name);
  return namesakes.length > 1 ? lastParts(rootUri, 2) : name;
}

/** VS Code hands over its `SourceControl`; a command may be called with anything. */
function rootIn(button: unknown): vscode.Uri | undefined {
  const isButton = typeof button === "object" && button !== null && "rootUri" in button;
  return isButton && button.rootUri instanceof vscode.Uri ? button.rootUri : undefined;
}
