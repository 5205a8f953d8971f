// Symbols by name: what language servers know of the workspace and of the active document, as places with their text.
// A server that takes too long is not waited for.

import * as vscode from "vscode";
import type { SymbolReference } from "../../../core/chat/reference.ts";
import { t } from "../../words.ts";
import { shownPath } from "../places.ts";
import type { NotAttached } from "./context.ts";
import { readText } from "./read-text.ts";

export type FoundSymbol = { name: string; container: string; uri: vscode.Uri; range: vscode.Range };

const timeoutMs = 1_500;
const mostSymbols = 50;
const named = new Set([
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Struct,
  vscode.SymbolKind.Enum,
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
  vscode.SymbolKind.Module,
  vscode.SymbolKind.Namespace,
  vscode.SymbolKind.Variable,
  vscode.SymbolKind.Constant,
]);

export async function findSymbols(words: string, signal: AbortSignal): Promise<FoundSymbol[]> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const [ofWorkspace, ofDocument] = await Promise.all([
    words === "" ? [] : ask<vscode.SymbolInformation>("Workspace", words, signal),
    active === undefined ? [] : ask<vscode.DocumentSymbol>("Document", active, signal),
  ]);
  const local = active === undefined ? [] : flatten(ofDocument, active, "");
  const matching = local.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  const global = ofWorkspace
    .filter(({ kind, location }) => named.has(kind) && isInWorkspace(location.uri))
    .map(({ name, containerName, location }) => ({
      name,
      container: containerName,
      uri: location.uri,
      range: location.range,
    }));
  const unique = new Map([...matching, ...global].map((each) => [keyOf(each), each]));
  return [...unique.values()].slice(0, mostSymbols);
}

export async function symbolReference(
  symbol: FoundSymbol,
  signal: AbortSignal,
): Promise<SymbolReference | NotAttached> {
  const read = await readText(symbol.uri, signal);
  if (!read.isRead) return { refusal: read.sentence };
  const range = await wholeRange(symbol, signal);
  const lines = read.text.split(/\r?\n/);
  if (range.start.line >= lines.length) {
    return { refusal: t("{0} is no longer where it was: mention it again.", symbol.name) };
  }
  return {
    kind: "symbol",
    name: symbol.name,
    path: read.path,
    languageId: read.languageId,
    startLine: range.start.line + 1,
    endLine: Math.min(range.end.line, lines.length - 1) + 1,
    text: lines.slice(range.start.line, range.end.line + 1).join("\n"),
  };
}

/** Some servers give the range of the name alone; the document's own symbols have that of the whole. */
async function wholeRange({ uri, range }: FoundSymbol, signal: AbortSignal): Promise<vscode.Range> {
  if (range.end.line > range.start.line) return range;
  const own = flatten(await ask<vscode.DocumentSymbol>("Document", uri, signal), uri, "");
  return own.find((each) => each.range.contains(range))?.range ?? range;
}

async function ask<Found>(
  what: "Workspace" | "Document",
  argument: string | vscode.Uri,
  signal: AbortSignal,
): Promise<Found[]> {
  const asked = vscode.commands.executeCommand<Found[] | undefined>(
    `vscode.execute${what}SymbolProvider`,
    argument,
  );
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const gaveUp = new Promise<undefined>((resolve) => {
    if (limit.aborted) resolve(undefined);
    limit.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const found = (await Promise.race([asked, gaveUp])) ?? [];
  signal.throwIfAborted();
  return found;
}

/** Innermost first, so that whoever looks for the one around a place finds it. */
function flatten(
  symbols: readonly vscode.DocumentSymbol[],
  uri: vscode.Uri,
  container: string,
): FoundSymbol[] {
  return symbols.flatMap((symbol) => {
    // Old providers answer with flat SymbolInformation, which has no range of its own.
    if (symbol.range === undefined) return [];
    const inside = flatten(symbol.children ?? [], uri, symbol.name);
    if (!named.has(symbol.kind)) return inside;
    return [...inside, { name: symbol.name, container, uri, range: symbol.range }];
  });
}

function isInWorkspace(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

function keyOf({ name, uri, range }: FoundSymbol): string {
  return `${shownPath(uri)}:${range.start.line}:${name}`;
}
