// Tandem's one status bar item and the menu behind it. It shows the state it is told and decides nothing.

import * as vscode from "vscode";
import type { Connection } from "../webview/messages.ts";
import { t } from "../words.ts";
import { type StatusPart, statusWords } from "./status-text.ts";

export type StatusItem = vscode.Disposable & {
  show(connection: Connection, problem: string | undefined): void;
  /** What completion has to say beside it. */
  showCompletion(part: StatusPart): void;
  openMenu(): Promise<void>;
  /** What the item says now. */
  text(): string;
  /** What its hover says now, as Markdown. */
  hover(): string;
};

export function createStatusItem(): StatusItem {
  const item = vscode.window.createStatusBarItem(
    "tandem.status",
    vscode.StatusBarAlignment.Right,
    100,
  );
  item.name = "Tandem";
  item.command = "tandem.showMenu";
  let words = { text: "", tooltip: "" };
  let completion: StatusPart | undefined;
  let hover = "";
  const draw = () => {
    const { text, tooltip } = words;
    item.text = completion?.short === undefined ? text : `${text}: ${completion.short}`;
    hover = hoverOf(tooltip, completion);
    item.tooltip = trusted(hover, completion?.offers ?? []);
    // Without this a screen reader reads the icon's name.
    const label = [`Tandem: ${tooltip}`, ...(completion === undefined ? [] : [completion.label])];
    item.accessibilityInformation = { label: label.join(" ") };
    item.show();
  };
  return {
    show: (connection, problem) => {
      words = statusWords(connection, problem);
      draw();
    },
    showCompletion: (part) => {
      completion = part;
      if (words.text !== "") draw();
    },
    openMenu: async () => {
      const offers = (completion?.short === undefined ? [] : completion.offers).map(
        ({ label, command }) => ({ label: `$(zap) ${t("Completion: {0}", label)}`, command }),
      );
      const chosen = await vscode.window.showQuickPick([...offers, ...menu()], {
        title: "Tandem",
        placeHolder: completion?.short === undefined ? words.tooltip : completion.label,
      });
      if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
    },
    text: () => item.text,
    hover: () => hover,
    dispose: () => item.dispose(),
  };
}

function hoverOf(tooltip: string, completion: StatusPart | undefined): string {
  const connection = escaped(tooltip);
  if (completion === undefined) return connection;
  const links = completion.offers.map(({ label, command }) => `[${label}](command:${command})`);
  return [connection, "---", completion.hover, links.join(" · ")].join("\n\n");
}

/** Only the commands that are offered can be run from the hover, whatever a server's text may hold. */
function trusted(text: string, offers: StatusPart["offers"]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: offers.map(({ command }) => command) };
  return markdown;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#~$&!]/g, "\\$&");
}

type MenuItem = vscode.QuickPickItem & { command: string };

const menu = (): MenuItem[] => [
  { label: `$(comment-discussion) ${t("Open Chat")}`, command: "tandem.openChat" },
  { label: `$(beaker) ${t("Evaluate Endpoint")}`, command: "tandem.evaluateEndpoint" },
  { label: `$(pulse) ${t("Check Connection")}`, command: "tandem.checkConnection" },
  { label: `$(plug) ${t("Connect Endpoint…")}`, command: "tandem.connectEndpoint" },
  { label: `$(key) ${t("Set API Key")}`, command: "tandem.setApiKey" },
  { label: `$(server-environment) ${t("Select Model")}`, command: "tandem.selectModel" },
  { label: `$(zap) ${t("Select Completion Model")}`, command: "tandem.selectCompletionModel" },
  {
    label: `$(circle-slash) ${t("Turn Completion On or Off")}`,
    command: "tandem.toggleCompletion",
  },
  { label: `$(bell-slash) ${t("Snooze Completion")}`, command: "tandem.snoozeCompletion" },
  { label: `$(list-tree) ${t("Show Completion Trace")}`, command: "tandem.showCompletionTrace" },
  {
    label: `$(gear) ${t("Open Settings")}`,
    command: "tandem.openSettings",
  },
  { label: `$(output) ${t("Show Log")}`, command: "tandem.showLog" },
];
