// The chat's webview in the secondary side bar: serves its page, passes messages both ways and lets the page load
// nothing but its own bundle. What the messages mean is decided elsewhere.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageLanguage } from "../host/page-language.ts";
import { type HostMessage, type Intent, parseIntent } from "../webview/messages.ts";
import { pageHtml } from "../webview/page-html.ts";

const chatViewId = "tandem.chat";

export type ChatView = vscode.Disposable & {
  /** Dropped while there is no view: it asks for everything when it comes. */
  post(message: HostMessage): void;
  isVisible(): boolean;
  /** Brings the view to the front; the keyboard stays where it is unless `focus` is true. */
  reveal(focus: boolean): Promise<void>;
};

export function registerChatView(
  extensionUri: vscode.Uri,
  onIntent: (intent: Intent) => void,
): ChatView {
  const root = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  let view: vscode.WebviewView | undefined;

  const registration = vscode.window.registerWebviewViewProvider(chatViewId, {
    resolveWebviewView: (resolved) => {
      view = resolved;
      const { webview } = resolved;
      webview.options = { enableScripts: true, localResourceRoots: [root] };
      webview.onDidReceiveMessage((message: unknown) => {
        const intent = parseIntent(message);
        if (intent !== undefined) onIntent(intent);
      });
      resolved.onDidDispose(() => {
        if (view === resolved) view = undefined;
      });
      webview.html = pageHtml({
        scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(root, "chat.js")).toString(),
        styleUri: webview.asWebviewUri(vscode.Uri.joinPath(root, "chat.css")).toString(),
        cspSource: webview.cspSource,
        nonce: randomBytes(16).toString("base64url"),
        title: "Tandem",
        l10n: pageLanguage(),
      });
    },
  });
  return {
    post: (message) => {
      void view?.webview.postMessage(message);
    },
    isVisible: () => view?.visible === true,
    reveal: async (focus) => {
      if (focus || view === undefined) {
        await vscode.commands.executeCommand(`${chatViewId}.focus`);
        if (!focus) await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
        return;
      }
      view.show(true);
    },
    dispose: () => registration.dispose(),
  };
}
