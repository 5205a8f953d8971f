// In which language a preview is coloured. Where VS Code checks every open document of a language, whatever its scheme, a
// twin with the same grammar is used: removed and added lines together are no code, and would be reported as broken.

import * as vscode from "vscode";

/** The twins are those that package.json contributes; their grammars are in preview-languages/. */
const twinPrefix = "tandem-preview-";

export async function inPreviewLanguage(
  document: vscode.TextDocument,
  languageId: string,
): Promise<vscode.TextDocument> {
  const known = await vscode.languages.getLanguages();
  const twin = `${twinPrefix}${languageId}`;
  const wanted = known.includes(twin) ? twin : languageId;
  if (document.languageId === wanted) return document;
  return vscode.languages.setTextDocumentLanguage(document, wanted);
}

/** The language VS Code found by the name of a document, also once it has been given a twin. */
export function fileLanguage({ languageId }: vscode.TextDocument): string {
  return languageId.startsWith(twinPrefix) ? languageId.slice(twinPrefix.length) : languageId;
}
