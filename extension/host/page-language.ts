// What a page is told of VS Code's language: nothing where Tandem speaks English.

import * as vscode from "vscode";
import type { PageLanguage } from "../webview/page-html.ts";

export function pageLanguage(): PageLanguage | undefined {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? undefined : { language: vscode.env.language, bundle };
}
