// Edits that are asked for in words: at the cursor, tests, documentation, a commit message, code of an answer that shall go
// into a file. Nothing of it is loaded before the first of these is asked for.

import type { Reference } from "../../core/chat/reference.ts";
import type { AskChat, EndedAnswer } from "../host/answers/ask-chat.ts";
import type { EditorContext } from "../host/context/context.ts";
import { createEdge } from "../host/edge.ts";
import type { PreviewFocus, ProposedChanges } from "../host/edits/proposed-change.ts";
import type { ConnectionWatch } from "../host/endpoints/connection.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import type { Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";
import type { AnswerBlock, AnsweredTurn } from "./answer-block.ts";
import type { EditFlowDeps } from "./flow-deps.ts";
import { createInlineEdits } from "./inline-edits.ts";

export type Edit = {
  /** Asks for an instruction and changes the selection, or inserts at the cursor, in place. */
  editInline(signal: AbortSignal): Promise<void>;
  /** Stops the edit at the cursor that is being written. */
  stop(): void;
  /** The keyboard goes to the preview when `focus` is left out. */
  writeTests(
    words: string,
    references: readonly Reference[],
    signal: AbortSignal,
    focus?: PreviewFocus,
  ): Promise<void>;
  documentSelection(
    words: string,
    references: readonly Reference[],
    signal: AbortSignal,
    focus?: PreviewFocus,
  ): Promise<void>;
  /** `button` is what the Source Control view hands over. */
  writeCommitMessage(
    words: string,
    references: readonly Reference[],
    signal: AbortSignal,
    button?: unknown,
  ): Promise<void>;
  applyBlock(block: AnswerBlock, signal: AbortSignal): Promise<void>;
  /** Offers the changes that an answer of the chat holds; says nothing when it holds none. */
  proposeFromAnswer(ending: EndedAnswer, turn: AnsweredTurn, signal: AbortSignal): Promise<void>;
};

export type EditDeps = {
  chat: AskChat;
  changes: ProposedChanges;
  context: Pick<EditorContext, "instructions">;
  endpoints: Pick<Endpoints, "connect">;
  connection: Pick<ConnectionWatch, "learn">;
  notify: Notify;
  log: Log;
  /** Ends with the window. */
  lifetime: AbortSignal;
};

export function createEdit(deps: EditDeps): Edit {
  const flow: EditFlowDeps = { ...deps, atEdge: createEdge("edit", deps, deps.lifetime) };
  const inline = createInlineEdits(flow);
  return {
    editInline: inline.start,
    stop: inline.stop,
    writeTests: (words, references, signal, focus) =>
      flow.chat.gather(async (inner) => {
        const { writeTests } = await import("./write-tests.ts");
        await writeTests(words, references, flow, inner, focus);
      }, signal),
    documentSelection: (words, references, signal, focus) =>
      flow.chat.gather(async (inner) => {
        const { documentSelection } = await import("./document-selection.ts");
        await documentSelection(words, references, flow, inner, focus);
      }, signal),
    writeCommitMessage: (words, references, signal, button) =>
      flow.chat.gather(async (inner) => {
        const { writeCommitMessage } = await import("./write-commit-message.ts");
        await writeCommitMessage(words, references, flow, inner, button);
      }, signal),
    applyBlock: async (block, signal) => {
      const { applyBlock } = await import("./apply-block.ts");
      await applyBlock(block, flow, signal);
    },
    proposeFromAnswer: async (ending, { title, references }) => {
      const { proposeFromAnswer } = await import("./propose-from-answer.ts");
      await proposeFromAnswer({ ...ending, title, references }, flow);
    },
  };
}
