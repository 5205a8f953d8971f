// Turns line numbers off where a preview stands, because its lines are not those of the file. VS Code keeps the option in
// the pane when another document is opened there, so it is given back.

import * as vscode from "vscode";

export function keepLineNumbersOff(isPreview: (uri: vscode.Uri) => boolean): vscode.Disposable {
  const columns = new Set<vscode.ViewColumn | undefined>();
  return vscode.window.onDidChangeVisibleTextEditors((editors) => {
    for (const editor of editors) {
      const { viewColumn, document, options } = editor;
      const isOff = options.lineNumbers === vscode.TextEditorLineNumbersStyle.Off;
      if (isPreview(document.uri)) {
        // A side of a diff has no column and numbers of its own.
        if (viewColumn === undefined || isOff) continue;
        columns.add(viewColumn);
        editor.options = { lineNumbers: vscode.TextEditorLineNumbersStyle.Off };
      } else if (isOff && columns.has(viewColumn)) {
        editor.options = { lineNumbers: configuredStyle(document) };
      }
    }
  });
}

const styles: Record<string, vscode.TextEditorLineNumbersStyle> = {
  on: vscode.TextEditorLineNumbersStyle.On,
  off: vscode.TextEditorLineNumbersStyle.Off,
  relative: vscode.TextEditorLineNumbersStyle.Relative,
  interval: vscode.TextEditorLineNumbersStyle.Interval,
};

function configuredStyle(document: vscode.TextDocument): vscode.TextEditorLineNumbersStyle {
  const configured = vscode.workspace
    .getConfiguration("editor", document)
    .get<string>("lineNumbers");
  return styles[configured ?? "on"] ?? vscode.TextEditorLineNumbersStyle.On;
}
