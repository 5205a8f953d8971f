// The one evaluation panel: an editor tab with a page that may load nothing but its own bundle. What the page says and is
// told means nothing here. Hidden, it has no page; shown again, the page asks for everything.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageLanguage } from "../host/page-language.ts";
import type { HostMessage } from "../webview/evals/messages.ts";
import { pageHtml } from "../webview/page-html.ts";
import { t } from "../words.ts";

export const panelType = "tandem.evaluation";

export type Panel = {
  /** Opens it, or brings it to the front. */
  show(): void;
  /** Takes over the panel that VS Code keeps across a reload of the window. */
  adopt(panel: vscode.WebviewPanel): void;
  /** Dropped while there is no page to see: it asks for everything when it comes. */
  post(message: HostMessage): void;
  isVisible(): boolean;
};

export type PanelListener = { onMessage: (message: unknown) => void; onClosed: () => void };

const title = () => t("Evaluate Endpoint");

export function createPanel(extensionUri: vscode.Uri, listener: PanelListener): Panel {
  const root = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  let panel: vscode.WebviewPanel | undefined;

  const adopt = (adopted: vscode.WebviewPanel) => {
    if (panel !== undefined) {
      // Two windows side by side in one: the one that is at work stays.
      adopted.dispose();
      return;
    }
    panel = adopted;
    const { webview } = adopted;
    webview.options = { enableScripts: true, localResourceRoots: [root] };
    adopted.iconPath = new vscode.ThemeIcon("beaker");
    webview.onDidReceiveMessage(listener.onMessage);
    adopted.onDidDispose(() => {
      panel = undefined;
      listener.onClosed();
    });
    webview.html = pageHtml({
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(root, "evals.js")).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(root, "evals.css")).toString(),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString("base64url"),
      title: title(),
      l10n: pageLanguage(),
    });
  };
  return {
    show: () => {
      if (panel !== undefined) panel.reveal();
      else adopt(vscode.window.createWebviewPanel(panelType, title(), vscode.ViewColumn.Active));
    },
    adopt,
    post: (message) => {
      if (panel?.visible) void panel.webview.postMessage(message);
    },
    isVisible: () => panel?.visible ?? false,
  };
}
