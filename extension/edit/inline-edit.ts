// One edit at the cursor: from the instruction to a change that is shown in place of the file while it is written. It asks
// the model without the chat, so that what goes wrong is said in a message.

import * as vscode from "vscode";
import { ModelError } from "../../core/model/errors.ts";
import type { AnswerPreview } from "../host/answers/answer-preview.ts";
import { type FinishedAnswer, runAnswer } from "../host/answers/answer-run.ts";
import { answeredChange } from "../host/answers/answered-change.ts";
import type { OfferedFile } from "../host/answers/offered-change.ts";
import { placeNow, previewReplacement } from "../host/answers/scoped-change.ts";
import { openAgain, whyReadonly } from "../host/edits/apply.ts";
import type { Decision } from "../host/edits/proposed-change.ts";
import { errorWords } from "../host/error-words.ts";
import { describeError } from "../host/log.ts";
import type { NotifyAction } from "../host/notify.ts";
import { shownPath } from "../host/places.ts";
import {
  describeInsertion,
  describeRange,
  type SelectedCode,
  whyNoCode,
} from "../host/selected-code.ts";
import { SetupError } from "../host/setup-error.ts";
import { untilAborted } from "../host/until-aborted.ts";
import { t } from "../words.ts";
import type { EditFlowDeps } from "./flow-deps.ts";

export type InlineInstruction = {
  instruction: string;
  /** As it was when the instruction was given. */
  selected: SelectedCode;
  isInsertion: boolean;
};

/** Undefined when there is nothing to edit or nobody said what to do. */
export async function askInstruction(
  last: string,
  { notify }: EditFlowDeps,
  signal: AbortSignal,
): Promise<InlineInstruction | undefined> {
  const editor = vscode.window.activeTextEditor;
  const refusal =
    editor === undefined ? t("Open a text file first.") : await whyNoEdit(editor.document);
  if (editor === undefined || refusal !== undefined) {
    notify("info", refusal ?? "");
    return undefined;
  }
  const before = selectedIn(editor);
  const instruction = await vscode.window.showInputBox({
    title: before.isInsertion
      ? t("Insert at {0}", before.selected.place)
      : t("Edit {0}", before.selected.place),
    prompt: t("Say what to do; the change is shown before anything is touched."),
    placeHolder: t("For example: add a guard for an empty list"),
    value: last,
  });
  signal.throwIfAborted();
  const said = instruction?.trim() ?? "";
  return said === "" ? undefined : { instruction: said, ...selectedIn(editor) };
}

export async function editInline(
  asked: InlineInstruction,
  deps: EditFlowDeps,
  retry: () => void,
  signal: AbortSignal,
): Promise<void> {
  const again = { label: t("Retry"), run: retry };
  const selected = await selectedNow(asked);
  if (selected === undefined) {
    const path = shownPath(asked.selected.document.uri);
    return deps.notify("info", t("The code has changed in {0}: select it again.", path));
  }
  const stopped = new AbortController();
  const either = AbortSignal.any([stopped.signal, signal]);
  const preview = previewReplacement(selected, () => stopped.abort(), deps);
  try {
    const title = t("Editing {0}; Escape stops it", selected.place);
    const location = vscode.ProgressLocation.Window;
    const made = await vscode.window.withProgress({ location, title }, () =>
      untilAborted(ask({ ...asked, selected }, preview, deps, either), either),
    );
    await propose(made, { selected, preview, again }, deps);
  } catch (error) {
    await preview.abandon();
    if (either.aborted) return;
    say(error, again, deps);
  }
}

type Asked = { text: string; finished: FinishedAnswer };

async function ask(
  { instruction, selected }: InlineInstruction,
  preview: AnswerPreview,
  { context, endpoints, connection }: EditFlowDeps,
  signal: AbortSignal,
): Promise<Asked> {
  const instructions = await context.instructions(signal);
  let text = "";
  const finished = await runAnswer(
    {
      turn: { prompt: "edit", question: instruction, references: selected.references },
      ...{ past: [], instructions, connect: endpoints.connect, onConnected: () => {} },
      onDelta: ({ text: piece = "" }) => {
        if (signal.aborted || piece === "") return;
        text += piece;
        preview.push(text);
      },
    },
    signal,
  );
  connection.learn(undefined);
  return { text, finished };
}

type Shown = { selected: SelectedCode; preview: AnswerPreview; again: NotifyAction };

async function propose(
  { text, finished }: Asked,
  { selected, preview, again }: Shown,
  { changes, notify }: EditFlowDeps,
): Promise<void> {
  const made = await answeredChange(selected, text, finished.finishReason);
  if ("refusal" in made) {
    await preview.abandon();
    const { severity, title, detail } = made.refusal;
    const said = made.prose === undefined ? title : `${title} ${made.prose}`;
    const words = made.prose === undefined && detail !== undefined ? `${said} ${detail}` : said;
    return notify(severity === "warning" ? "warning" : "info", words, again);
  }
  const onDecided = (decision: Decision) => {
    if (decision.kind === "refused") notify("warning", decision.message, again);
    if (decision.kind !== "postponed") return;
    const trust = () => vscode.commands.executeCommand("workbench.trust.manage");
    notify("warning", decision.message, { label: t("Manage Trust"), run: trust });
  };
  const files: OfferedFile[] = [made];
  const change = { title: t("Edit {0}", selected.place), files, onDecided };
  const live = await preview.finish(change);
  if (live === undefined) await changes.show(changes.propose(change));
}

function say(error: unknown, again: NotifyAction, { notify, log, connection }: EditFlowDeps): void {
  if (!(error instanceof ModelError || error instanceof SetupError)) throw error;
  log.error(`edit: ${describeError(error)}`);
  if (error instanceof ModelError) connection.learn(error);
  const { summary, remedy } = errorWords(error);
  const showLog = { label: t("Show Log"), run: () => log.show() };
  notify("error", `${summary} ${remedy}`, again, showLog);
}

async function whyNoEdit(document: vscode.TextDocument): Promise<string | undefined> {
  return whyNoCode(document) ?? (await whyReadonly(document.uri));
}

function selectedIn({ document, selection }: vscode.TextEditor) {
  const isInsertion = document.getText(selection).trim() === "";
  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const selected = isInsertion
    ? describeInsertion(document, document.offsetAt(selection.active))
    : describeRange(document, start, end);
  return { selected, isInsertion };
}

/** For a second try the document may have changed. */
async function selectedNow({
  selected,
  isInsertion,
}: InlineInstruction): Promise<SelectedCode | undefined> {
  const { document, snapshot } = selected;
  const now = await openAgain(document.uri);
  if (now?.getText() === snapshot.text) return selected;
  if (now === undefined || isInsertion) return undefined;
  const place = placeNow(now.getText(), snapshot);
  return place && describeRange(now, place.start, place.end);
}
