// What the page asks for at a turn: the buttons of its card and of its code blocks, its links, and asking again.

import * as vscode from "vscode";
import type { Connect } from "../host/answers/answer-run.ts";
import type { Notify } from "../host/notify.ts";
import type { CardActionId, CodeBlockAction, Intent } from "../webview/messages.ts";
import { t } from "../words.ts";
import type { Chats } from "./chats.ts";
import { insertAtCursor, openAsNewFile } from "./code-blocks/editor-blocks.ts";
import type { TerminalTyping } from "./code-blocks/terminal.ts";
import type { Gathering } from "./gathering.ts";
import { openLink } from "./links.ts";
import type { AnsweredTurn } from "./question.ts";

/** A code block of an answer that shall become a change of files. */
export type BlockToApply = { turn: AnsweredTurn; info: string; code: string };

export type TurnDeps = {
  chats: Chats;
  gathering: Gathering;
  terminal: TerminalTyping;
  pickModel: (signal: AbortSignal) => Promise<Connect | undefined>;
  applyBlock: (block: BlockToApply, signal: AbortSignal) => Promise<void>;
  notify: Notify;
};

type BlockIntent = Extract<Intent, { type: "codeBlock" }>;

export type TurnIntents = {
  press(action: CardActionId, turnId?: string, path?: string): Promise<void>;
  regenerate(turnId: string, withOtherModel: boolean): Promise<void>;
  useBlock(block: BlockIntent): Promise<void>;
  follow(href: string): Promise<void>;
};

/** The buttons of cards that are commands of their own. */
const cardCommands: Partial<Record<CardActionId, string>> = {
  openSettings: "tandem.openSettings",
  setApiKey: "tandem.setApiKey",
  selectModel: "tandem.selectModel",
  checkConnection: "tandem.checkConnection",
  connectEndpoint: "tandem.connectEndpoint",
  showLog: "tandem.showLog",
  newChat: "tandem.newChat",
  manageTrust: "workbench.trust.manage",
};

export function createTurnIntents(deps: TurnDeps): TurnIntents {
  const { chats, gathering, terminal, notify } = deps;
  const conversation = () => chats.shown().conversation;

  const follow = async (href: string) => {
    if (await openLink(href)) return;
    notify("info", t("The link points to nothing in this workspace, so it was not opened."));
  };
  const apply = async ({ turnId, info, code }: BlockIntent): Promise<undefined> => {
    const turn = await conversation().find(turnId);
    if (turn === undefined) return;
    await gathering.run((signal) => deps.applyBlock({ turn, info, code }, signal));
  };
  /** Undefined when it is done; else why not. */
  const blockActions: Record<CodeBlockAction, (block: BlockIntent) => Promise<string | undefined>> =
    {
      insert: ({ code }) => insertAtCursor(code),
      newFile: ({ code, info }) => openAsNewFile(code, info),
      terminal: ({ code }) => terminal.type(code),
      apply,
    };
  return {
    follow,
    press: async (action, turnId = "", path) => {
      const command = cardCommands[action];
      if (command !== undefined) await vscode.commands.executeCommand(command);
      else if (action === "stop") chats.stop(turnId);
      else if (action === "retry") await conversation().retry(turnId);
      else {
        const isTaken = await conversation().act(turnId, action, path);
        if (!isTaken && path !== undefined) await follow(path);
      }
    },
    regenerate: async (turnId, withOtherModel) => {
      const own = conversation();
      const connect = withOtherModel ? await gathering.run(deps.pickModel) : undefined;
      if (connect === undefined && withOtherModel) return;
      await own.regenerate(turnId, connect);
    },
    useBlock: async (block) => {
      const refusal = await blockActions[block.action](block);
      if (refusal !== undefined) notify("info", refusal);
    },
  };
}
