// Staged and unstaged changes as VS Code's git extension tells them. Without git, or outside a repository, it says so.

import * as vscode from "vscode";
import type { ChangesReference } from "../../../core/chat/reference.ts";
import { t } from "../../words.ts";
import type { NotAttached } from "./context.ts";
import { type DiffOfFiles, withoutSecrets } from "./git-diff.ts";
import { joined, secretsLeftOut, tooLargeLeftOut } from "./left-out.ts";

/** The part of the git extension's API (version 1) that Tandem uses. */
type GitExtension = { enabled: boolean; getAPI(version: 1): { repositories: Repository[] } };
export type Repository = {
  rootUri: vscode.Uri;
  inputBox: { value: string };
  diff(cached?: boolean): Promise<string>;
};

/** Untracked files are no changes yet: git itself leaves them out of a diff. */
export async function changeReferences(
  signal: AbortSignal,
): Promise<readonly ChangesReference[] | NotAttached> {
  const found = await findRepository();
  if ("refusal" in found) return found;
  const diffs = await diffsOf(found);
  signal.throwIfAborted();
  if ("refusal" in diffs) return diffs;
  const [staged, unstaged] = diffs;
  const { path: root } = found.rootUri;
  const parts = [
    { scope: "staged" as const, found: withoutSecrets(staged, root) },
    { scope: "unstaged" as const, found: withoutSecrets(unstaged, root) },
  ];
  const references = parts
    .filter(({ found: { files } }) => files.length > 0)
    .map(({ scope, found: { diff, files, ...counts } }): ChangesReference => {
      const leftOut = leftOutOf([counts]);
      return { kind: "changes", scope, diff, files, ...(leftOut === "" ? {} : { leftOut }) };
    });
  if (references.length > 0) return references;
  const leftOut = leftOutOf(parts.map((part) => part.found));
  return { refusal: leftOut || t("There are no changes to tracked files.") };
}

async function diffsOf(repository: Repository): Promise<[string, string] | NotAttached> {
  try {
    return await Promise.all([repository.diff(true), repository.diff(false)]);
  } catch (error) {
    // The one mark of the git extension's errors.
    if (!(typeof error === "object" && error !== null && "gitErrorCode" in error)) throw error;
    return { refusal: t("Git could not tell the changes: its output in VS Code says why.") };
  }
}

function leftOutOf(parts: readonly Pick<DiffOfFiles, "secrets" | "tooLarge">[]): string {
  const sum = (what: "secrets" | "tooLarge") => parts.reduce((all, part) => all + part[what], 0);
  return joined(secretsLeftOut(sum("secrets")), tooLargeLeftOut(sum("tooLarge")));
}

/** The repository of the active editor, or the first one. */
export async function findRepository(): Promise<Repository | NotAttached> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  const git = await extension?.activate();
  if (git === undefined || !git.enabled) {
    return { refusal: t("Git is turned off in VS Code, so changes are not known.") };
  }
  const { repositories } = git.getAPI(1);
  const active = vscode.window.activeTextEditor?.document.uri.path;
  const own = repositories
    .filter(({ rootUri }) => active?.startsWith(`${rootUri.path}/`))
    .sort((one, other) => other.rootUri.path.length - one.rootUri.path.length)[0];
  const repository = own ?? repositories[0];
  return repository ?? { refusal: t("This folder is not in a git repository.") };
}
