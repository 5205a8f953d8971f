// What the chat needs of VS Code, of the services and of other features. Types only.

import type * as vscode from "vscode";
import type { Connect } from "../host/answers/answer-run.ts";
import type { EndedAnswer } from "../host/answers/ask-chat.ts";
import type { EditorContext } from "../host/context/context.ts";
import type { ConnectionWatch } from "../host/endpoints/connection.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import type { Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import type { AnsweredTurn } from "./question.ts";
import type { ChatCommands } from "./submit.ts";
import type { BlockToApply } from "./turn-intents.ts";

export type ChatDeps = {
  extensionUri: vscode.Uri;
  /** Where chats are kept: the workspace's own folder, or one for windows without a workspace. */
  storageUri: vscode.Uri;
  /** What the window remembers of the workspace. */
  memory: Pick<vscode.Memento, "get" | "update">;
  endpoints: Endpoints;
  connection: ConnectionWatch;
  context: EditorContext;
  /** What `/fix`, `/tests`, `/doc` and `/commit` do. */
  commands: ChatCommands;
  /** Lets the person choose another model; undefined when none was chosen. */
  pickModel: (signal: AbortSignal) => Promise<Connect | undefined>;
  /** Turns a code block of an answer into a proposed change. */
  applyBlock: (block: BlockToApply, signal: AbortSignal) => Promise<void>;
  /** Told of each complete answer that nobody else waits for: it may hold changes of files to propose. */
  proposeFromAnswer: (
    ending: EndedAnswer,
    turn: AnsweredTurn,
    signal: AbortSignal,
  ) => Promise<void>;
  notify: Notify;
  log: Log;
};
