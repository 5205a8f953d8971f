// Everything of the editor that a question can be about: found by what is typed after `@`, turned into references when it
// is picked. It remembers what it offered, because only that may be asked for.

import * as vscode from "vscode";
import type { MentionItem } from "../../webview/messages.ts";
import { spokenLanguage, t } from "../../words.ts";
import type { ImageSight } from "../endpoints/image-sight.ts";
import { shownPath } from "../places.ts";
import type { EditorContext, NotAttached } from "./context.ts";
import { fileReference, folderReference } from "./file-references.ts";
import { imageReference } from "./images.ts";
import { workspaceInstructions } from "./instructions.ts";
import {
  asList,
  fileOffers,
  folderOffers,
  type Offer,
  type Resolve,
  sourceOffers,
  symbolOffers,
} from "./mention-offers.ts";
import { type MentionKind, readMentionQuery } from "./mention-query.ts";
import { type Terminals, watchTerminals } from "./terminals.ts";
import { filesIn, type Listed, listWorkspaceFiles, mostFiles } from "./workspace-files.ts";

export type ContextDeps = {
  /** Asks the model that answers chat. */
  seesImages(signal: AbortSignal): Promise<ImageSight | NotAttached>;
  /** How many files may be offered. */
  mostFiles?: number;
};

export type WatchedContext = EditorContext & vscode.Disposable & { terminals: Terminals };

type Offers = { offers: Offer[]; isCut: boolean };

const noFiles: Listed = { files: [], folders: [], isCut: false };
const mostOffered = 50;
/** Somebody may pick from a list while the next one is on its way. */
const mostRemembered = 10 * mostOffered;

export function createEditorContext(deps: ContextDeps): WatchedContext {
  const files = listWorkspaceFiles(Date.now, deps.mostFiles);
  const terminals = watchTerminals();
  const offered = new Map<string, Resolve>();
  let nextId = 0;

  const offersFor = async (query: string, signal: AbortSignal): Promise<Offers> => {
    const { kind, words } = readMentionQuery(query);
    const wants = (each: MentionKind) => kind === undefined || kind === each;
    const all = wants("file") || wants("folder") ? await files.list(signal) : noFiles;
    // Language servers are asked when a symbol is wanted, or when there is something to ask for.
    const symbols = kind === "symbol" || (kind === undefined && words.length > 1);
    const offers = [
      ...sourceOffers(words, terminals).filter(({ item }) => wants(item.kind)),
      ...(wants("file") ? fileOffers(words, all.files) : []),
      ...(wants("folder") ? folderOffers(words, all) : []),
      ...(symbols ? await symbolOffers(words, signal) : []),
    ];
    return { offers, isCut: all.isCut };
  };
  return {
    terminals,
    findMentions: async (query, signal) => {
      const { offers, isCut } = await offersFor(query, signal);
      const items = bestOf(offers).map(({ item, resolve }): MentionItem => {
        nextId += 1;
        const id = `mention-${nextId}`;
        offered.set(id, resolve);
        offered.delete(`mention-${nextId - mostRemembered}`);
        return { id, ...item };
      });
      return { items, ...(isCut ? { note: cutNote(deps.mostFiles ?? mostFiles) } : {}) };
    },
    resolveMention: async (id, signal) =>
      (await offered.get(id)?.(signal)) ?? { refusal: t("The list has changed: type @ again.") },
    resolvePath: async (uri, signal) => {
      if (!(uri instanceof vscode.Uri)) return { refusal: t("Select a file or folder first.") };
      if (!(await isFolder(uri))) return asList(await fileReference(uri, signal));
      const inside = await filesIn(uri, signal);
      return asList(await folderReference(folderName(uri), inside, signal));
    },
    terminal: terminals.reference,
    image: (given, signal) => imageReference(given, deps.seesImages, signal),
    instructions: workspaceInstructions,
    dispose: terminals.dispose,
  };
}

function cutNote(most: number): string {
  return t(
    "Only {0} files are searched: others are attached with Add to Chat in the Explorer.",
    most.toLocaleString(spokenLanguage()),
  );
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

/** The workspace's own folders have no path in it. */
function folderName(uri: vscode.Uri): string {
  const own = vscode.workspace.workspaceFolders?.find((each) => each.uri.path === uri.path);
  return own?.name ?? shownPath(uri);
}

/** Secret files come last, however well they fit: whoever wants one sees what it is. */
function bestOf(offers: readonly Offer[]): Offer[] {
  const isSecret = ({ item }: Offer) => (item.isSecret === true ? 1 : 0);
  return offers
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => isSecret(one) - isSecret(other) || other.fit - one.fit)
    .slice(0, mostOffered);
}
