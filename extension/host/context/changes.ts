// Staged and unstaged changes as VS Code's git extension tells them, and the repository that such changes are of.

import type { ChangesReference } from "../../../core/chat/reference.ts";
import { t } from "../../words.ts";
import type { NotAttached } from "./context.ts";
import { type DiffOfFiles, withoutSecrets } from "./git-diff.ts";
import { joined, secretsLeftOut, tooLargeLeftOut } from "./left-out.ts";
import {
  openRepositories,
  type Repositories,
  type Repository,
  repositoryInUse,
} from "./repositories.ts";

/** Untracked files are no changes yet: git itself leaves them out of a diff. */
export async function changeReferences(
  signal: AbortSignal,
): Promise<readonly ChangesReference[] | NotAttached> {
  const repositories = await openRepositories();
  if ("refusal" in repositories) return repositories;
  return changesOf(repositoryInUse(repositories), signal);
}

export async function changesOf(
  repository: Repository,
  signal: AbortSignal,
): Promise<readonly ChangesReference[] | NotAttached> {
  const diffs = await diffsOf(repository);
  signal.throwIfAborted();
  if ("refusal" in diffs) return diffs;
  const [staged, unstaged] = diffs;
  const { path: root } = repository.rootUri;
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
  return leftOut === "" ? noChanges() : { refusal: leftOut };
}

/**
 * The repository whose changes were attached: the one that has the very same, or else the only one with changes in those
 * files, because more may have been written or staged since. Undefined when that is not clear.
 */
export async function repositoryWith(
  attached: readonly ChangesReference[],
  repositories: Repositories,
  signal: AbortSignal,
): Promise<Repository | undefined> {
  const [first, ...others] = repositories;
  if (others.length === 0) return first;
  const known = await Promise.all(
    repositories.map(async (repository) => ({
      repository,
      changes: await changesOf(repository, signal),
    })),
  );
  const onlyOne = (isSame: (one: ChangesReference, other: ChangesReference) => boolean) => {
    const found = known.filter(
      ({ changes }) =>
        !("refusal" in changes) &&
        attached.every((one) => changes.some((other) => isSame(one, other))),
    );
    return found.length === 1 ? found[0]?.repository : undefined;
  };
  return (
    onlyOne((one, other) => one.diff === other.diff) ??
    onlyOne((one, other) => one.files.every((file) => other.files.includes(file)))
  );
}

function noChanges(): NotAttached {
  return { refusal: t("There are no changes to tracked files.") };
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
