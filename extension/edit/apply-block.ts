// Apply, on a code block of an answer: finds the file it is meant for and offers the change, directly where it is clear what
// the block replaces, and else by asking the model once more to put it into the file.

import * as vscode from "vscode";
import { fence } from "../../core/chat/fence.ts";
import type { SelectionReference } from "../../core/chat/reference.ts";
import { isSecretFile } from "../../core/completion/secret-files.ts";
import { refusalMessages } from "../../core/edit/refusal.ts";
import { askForChanges, useAnswer } from "../host/answers/answer-changes.ts";
import { onto } from "../host/answers/answer-files.ts";
import type { Connect } from "../host/answers/answer-run.ts";
import { type FoundFile, findFiles } from "../host/answers/file-states.ts";
import { offerChange } from "../host/answers/offered-change.ts";
import { replacementNow } from "../host/answers/scoped-change.ts";
import { openAgain } from "../host/edits/apply.ts";
import { onlyOccurrence } from "../host/occurrence.ts";
import { shownPath } from "../host/places.ts";
import { describeRange } from "../host/selected-code.ts";
import { t } from "../words.ts";
import type { AnswerBlock } from "./answer-block.ts";
import { hasEditMarks, placeInAnswer } from "./block-place.ts";
import type { EditFlowDeps } from "./flow-deps.ts";
import { onlyFileOf } from "./propose-from-answer.ts";

export async function applyBlock(
  block: AnswerBlock,
  deps: EditFlowDeps,
  signal: AbortSignal,
): Promise<void> {
  const { turn, info, code } = block;
  const place = placeInAnswer(turn.answer, info, code);
  const onlyFile = onlyFileOf(turn.references);
  if (hasEditMarks(code)) {
    const { title, references } = turn;
    const text = `${place.lineBefore}\n\n${fenced(code, info)}`;
    const answer = { turnId: turn.id, text, finishReason: "stop" as const };
    const named = place.path?.path ?? onlyFile;
    const hasChanges = await useAnswer({ ...answer, title, references, onlyFile: named }, deps);
    if (!hasChanges) deps.notify("info", t("The block holds no change that can be applied."));
    return;
  }
  if (place.path?.isOutside) return deps.notify("info", refusal(place.path.path, "outside"));
  const path = place.path?.path ?? onlyFile ?? activePath();
  if (path === undefined) {
    const hint = t("It is not clear which file the code is meant for: open the file, then apply.");
    return deps.notify("info", hint);
  }
  const shown = new Set(place.path === undefined ? [path] : turn.references.flatMap(pathOf));
  const file = (await findFiles([path], shown, signal)).get(path);
  if (file === undefined) return deps.notify("info", refusal(path, "outside"));
  await applyTo({ block, path, file, isOnly: place.isOnly }, deps, signal);
}

/** Undefined for what is no file: output, previews of ours, nothing at all. */
function activePath(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return undefined;
  const isFile = uri.scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(uri.scheme);
  return isFile ? shownPath(uri) : undefined;
}

type Target = { block: AnswerBlock; path: string; file: FoundFile; isOnly: boolean };

async function applyTo(target: Target, deps: EditFlowDeps, signal: AbortSignal): Promise<void> {
  const { block, path, file, isOnly } = target;
  const { uri, state } = file;
  const { id: turnId } = block.turn;
  if (state.kind === "missing") {
    const after = block.code.endsWith("\n") ? block.code : `${block.code}\n`;
    const made = onto("", { before: "", after });
    if (made === undefined) return;
    const files = [{ uri, path: shownPath(uri), isNew: true, ...made }];
    await offerChange({ turnId, title: t("Make {0}", path), files, refusals: [] }, deps);
    return;
  }
  if (state.kind !== "text") return deps.notify("info", refusal(path, state.kind));
  const selection = isOnly ? onlySelectionIn(block, path) : undefined;
  if (selection !== undefined && (await replaceSelection(target, selection, deps))) return;
  await askToApply(target, deps, signal);
}

/** False when the selected code does not stand there any more as it was, or the block is no replacement of it. */
async function replaceSelection(
  { block: { turn, info, code }, file: { uri } }: Target,
  { text }: SelectionReference,
  deps: EditFlowDeps,
): Promise<boolean> {
  const document = await openAgain(uri);
  const start = document && onlyOccurrence(document.getText(), text);
  if (document === undefined || start === undefined) return false;
  const selected = describeRange(document, start, start + text.length);
  const made = await replacementNow(selected, fenced(code, info), "stop");
  if ("refusal" in made) return false;
  const title = t("Apply to {0}", selected.place);
  await offerChange({ turnId: turn.id, title, files: [made], refusals: [] }, deps);
  return true;
}

async function askToApply(
  target: Target,
  deps: EditFlowDeps,
  signal: AbortSignal,
  connect?: Connect,
): Promise<void> {
  const { block, path, file } = target;
  const document = await openAgain(file.uri);
  if (document === undefined) return deps.notify("info", t("{0} no longer exists.", path));
  const { languageId } = document;
  const shown = shownPath(file.uri);
  const text = document.getText();
  await askForChanges(
    {
      ...{ prompt: "applyBlock", title: t("Apply to {0}", shown), connect },
      question: fenced(block.code, block.info),
      references: [{ kind: "file", path: shown, languageId, text, origin: "mention" }],
      file: { path: shown, startLine: 0 },
      onRetry: (other) => deps.atEdge(askToApply(target, deps, deps.lifetime, other)),
    },
    deps,
    signal,
  );
}

function onlySelectionIn({ turn }: AnswerBlock, path: string): SelectionReference | undefined {
  const selections = turn.references.filter((each) => each.kind === "selection");
  const [selection, ...others] = selections;
  return others.length === 0 && selection?.path === path ? selection : undefined;
}

function fenced(code: string, info: string): string {
  const [language = ""] = info.trim().split(/\s/, 1);
  // An info such as `src/a.ts` is no language.
  return fence(code, /^[\w+#-]*$/.test(language) ? language : "");
}

function refusal(path: string, kind: keyof typeof refusalMessages): string {
  const shown = isSecretFile(path) ? "secret" : kind;
  return `${path}: ${t(refusalMessages[shown])}`;
}

function pathOf(reference: object): string[] {
  return "path" in reference && typeof reference.path === "string" ? [reference.path] : [];
}
