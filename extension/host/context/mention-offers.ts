// What may be mentioned for a query, unsorted: sources without a name, files and their folders, symbols. Each offer knows how
// well it fits and how it becomes references.

import * as vscode from "vscode";
import type { Reference } from "../../../core/chat/reference.ts";
import { isSecretFile } from "../../../core/completion/secret-files.ts";
import type { MentionItem } from "../../webview/messages.ts";
import { plural, t } from "../../words.ts";
import { shownPath } from "../places.ts";
import { changeReferences } from "./changes.ts";
import type { NotAttached } from "./context.ts";
import { fileReference, folderReference, openEditorReferences } from "./file-references.ts";
import { fitOf } from "./mention-query.ts";
import { problemCount, problemReferences } from "./problems.ts";
import { findSymbols, symbolReference } from "./symbols.ts";
import type { Terminals } from "./terminals.ts";
import type { Listed, WorkspaceFile } from "./workspace-files.ts";

export type Resolve = (signal: AbortSignal) => Promise<readonly Reference[] | NotAttached>;

export type Offer = {
  item: Omit<MentionItem, "id">;
  resolve: Resolve;
  /** 0: does not fit; the more, the further up. */
  fit: number;
};

export function sourceOffers(words: string, terminals: Terminals): Offer[] {
  const count = problemCount();
  const sources: Offer["item"][] = [
    {
      kind: "problems",
      label: t("Problems"),
      detail: plural(count, ["{0} problem in the workspace", "{0} problems in the workspace"]),
    },
    { kind: "changes", label: t("Changes"), detail: t("staged and unstaged, as git sees them") },
    { kind: "terminal", label: t("Terminal"), detail: t("the selection, or the last command") },
    { kind: "openEditors", label: t("Open Editors"), detail: t("every text file that is open") },
  ];
  const resolveOf: Partial<Record<MentionItem["kind"], Resolve>> = {
    problems: async () => problemReferences(),
    changes: changeReferences,
    terminal: terminals.reference,
    openEditors: openEditorReferences,
  };
  return sources.flatMap((item) => {
    const resolve = resolveOf[item.kind];
    // With no words they come first; with words they must fit like everything else.
    const fit = words === "" ? 100 : fitOf(words, item.label);
    return resolve === undefined ? [] : [{ item, resolve, fit }];
  });
}

export function fileOffers(words: string, files: readonly WorkspaceFile[]): Offer[] {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  return files.flatMap(({ uri, path, isSecret }): Offer[] => {
    const fit = fitOf(words, path);
    if (fit === 0) return [];
    return [
      {
        item: { kind: "file", ...named(path), ...(isSecret ? { isSecret } : {}) },
        resolve: async (signal) => asList(await fileReference(uri, signal)),
        fit: fit * (open.has(uri.toString()) ? 1.5 : 1),
      },
    ];
  });
}

export function folderOffers(words: string, { files, folders }: Listed): Offer[] {
  return folders.map((path) => ({
    item: { kind: "folder", ...named(path), label: `${named(path).label}/` },
    resolve: async (signal) => {
      const inside = files.filter((file) => file.path.startsWith(`${path}/`));
      return asList(await folderReference(path, inside, signal));
    },
    // A folder is rarely meant where a file fits as well.
    fit: fitOf(words, path) * 0.9,
  }));
}

export async function symbolOffers(words: string, signal: AbortSignal): Promise<Offer[]> {
  const symbols = await findSymbols(words, signal);
  return symbols.map((symbol) => {
    const place = `${shownPath(symbol.uri)}:${symbol.range.start.line + 1}`;
    return {
      item: {
        kind: "symbol",
        label: symbol.name,
        detail: symbol.container === "" ? place : `${symbol.container} · ${place}`,
        ...(isSecretFile(symbol.uri.path) ? { isSecret: true } : {}),
      },
      resolve: async (inner) => asList(await symbolReference(symbol, inner)),
      fit: fitOf(words, symbol.name),
    };
  });
}

export function asList<Found extends Reference>(
  found: Found | NotAttached,
): readonly Found[] | NotAttached {
  return "refusal" in found ? found : [found];
}

function named(path: string): { label: string; detail?: string } {
  const slash = path.lastIndexOf("/");
  if (slash === -1) return { label: path };
  return { label: path.slice(slash + 1), detail: path.slice(0, slash) };
}
