// From an answer with one code block to a proposed change of the selected lines, shown while it is written. An answer that
// holds edit blocks of files instead is taken for what it is.

import type { Reference } from "../../../core/chat/reference.ts";
import { readEditBlocks } from "../../../core/edit/edit-blocks.ts";
import { partialReplacement, proposeReplacement } from "../../../core/edit/proposal.ts";
import { type Snapshot, selectedText } from "../../../core/edit/snapshot.ts";
import type { FinishReason } from "../../../core/model/answer.ts";
import type { Card } from "../../webview/messages.ts";
import { t } from "../../words.ts";
import { openAgain } from "../edits/apply.ts";
import type { PreviewFocus } from "../edits/proposed-change.ts";
import type { Notify } from "../notify.ts";
import { onlyOccurrence } from "../occurrence.ts";
import { shownPath } from "../places.ts";
import { describeRange, type SelectedCode } from "../selected-code.ts";
import { useAnswer } from "./answer-changes.ts";
import { onto } from "./answer-files.ts";
import { type AnswerPreview, previewAnswer } from "./answer-preview.ts";
import type { Connect } from "./answer-run.ts";
import type { AnswerDeps } from "./ask-chat.ts";
import { refusedAnswerCard, refusedChangeCard } from "./change-cards.ts";
import { type OfferedFile, offerChange } from "./offered-change.ts";

export type ScopedQuestion = {
  prompt: "fix" | "doc";
  /** What the question is called, from the place it is about. */
  titleFor: (place: string) => string;
  question: string;
  selected: SelectedCode;
  /** What goes along beside the selected code. */
  others: readonly Reference[];
  connect?: Connect | undefined;
  /** Of the preview; the keyboard is taken when this is left out. */
  focus?: PreviewFocus | undefined;
};

/** What an answer changes a part of. */
type AnsweredCode = Pick<SelectedCode, "document" | "snapshot">;

export type ScopedDeps = AnswerDeps & { notify: Notify };

export async function askForReplacement(asked: ScopedQuestion, deps: ScopedDeps): Promise<void> {
  const { prompt, titleFor, question, selected, others, connect, focus } = asked;
  const { document, place } = selected;
  const { chat } = deps;
  const title = titleFor(place);
  const references = [...selected.references, ...others];
  let turnId: string | undefined;
  const preview = previewReplacement({ ...selected, focus }, () => chat.stop(turnId), deps);
  const ended = await chat.ask({
    ...{ prompt, title, question, references },
    ...(connect === undefined ? {} : { connect }),
    onAsked: (id) => {
      turnId = id;
    },
    onText: preview.push,
    onRetry: (other) => deps.atEdge(askAgain({ ...asked, connect: other }, deps)),
    onCardAction: () => {},
  });
  const { text, finishReason } = ended;
  if (finishReason === undefined) return preview.abandon();
  const onlyFile = shownPath(document.uri);
  if (holdsEditBlocks(text)) {
    await preview.abandon();
    await useAnswer({ ...ended, title, references, onlyFile, focus }, deps);
    return;
  }
  const made = await replacementNow(selected, text, finishReason);
  if ("refusal" in made) {
    await preview.abandon();
    // Of an answer without a word the chat has said why already.
    if (text.trim() !== "") chat.setCard(ended.turnId, made.refusal);
    return;
  }
  const { turnId: id } = ended;
  await offerChange({ turnId: id, title, files: [made], refusals: [], preview, focus }, deps);
}

/** Markers in place of code would be worse than no change. */
export function holdsEditBlocks(text: string): boolean {
  const { blocks, refusals } = readEditBlocks(text, "any");
  return blocks.length > 0 || refusals.some(({ code }) => code !== "truncated");
}

export function previewReplacement(
  { document, snapshot, focus }: Pick<ScopedQuestion, "focus"> & AnsweredCode,
  onStop: () => void,
  deps: Parameters<typeof previewAnswer>[1],
): AnswerPreview {
  const startLine = document.positionAt(snapshot.startOffset).line;
  const afterOf = (text: string) =>
    text.includes("<<<<<<< SEARCH") ? undefined : partialReplacement(snapshot, text);
  const { uri } = document;
  return previewAnswer({ uri, before: snapshot.text, startLine, focus, afterOf, onStop }, deps);
}

/** The change as one of the document as it is now, or the card that says why there is none. */
export async function replacementNow(
  selected: AnsweredCode,
  answer: string,
  finishReason: FinishReason,
): Promise<OfferedFile | { refusal: Card }> {
  const proposed = proposeReplacement(selected.snapshot, answer, finishReason);
  if (proposed.isRefused) return { refusal: refusedAnswerCard(proposed.reason, proposed.message) };
  return changeNow(selected, proposed.text);
}

/** `after` is what the whole text of the snapshot would become. */
export async function changeNow(
  { document: { uri }, snapshot }: AnsweredCode,
  after: string,
): Promise<OfferedFile | { refusal: Card }> {
  const path = shownPath(uri);
  const current = await openAgain(uri);
  if (current === undefined) {
    const gone = t("{0} was closed or deleted while the model was answering.", path);
    return { refusal: refusedChangeCard(gone) };
  }
  const moved = onto(current.getText(), { before: snapshot.text, after });
  if (moved === undefined) {
    const changed = t("The selected code was changed in {0} while the model was answering.", path);
    return { refusal: refusedChangeCard(changed) };
  }
  return { uri, path, isNew: false, ...moved };
}

/** Asks again about the same code, wherever it stands now: it must still be there, once. */
async function askAgain(asked: ScopedQuestion, deps: ScopedDeps): Promise<void> {
  const { uri } = asked.selected.document;
  const document = await openAgain(uri);
  const path = shownPath(uri);
  if (document === undefined) return deps.notify("info", t("{0} no longer exists.", path));
  const place = placeNow(document.getText(), asked.selected.snapshot);
  if (place === undefined) {
    return deps.notify("info", t("The selected code has changed in {0}: select it again.", path));
  }
  const selected = describeRange(document, place.start, place.end);
  await askForReplacement({ ...asked, selected }, deps);
}

/** Where the selected text stands in a text that may have changed: at its old place, or at the only one there is. */
export function placeNow(
  text: string,
  snapshot: Snapshot,
): { start: number; end: number } | undefined {
  const wanted = selectedText(snapshot);
  const start = text === snapshot.text ? snapshot.startOffset : onlyOccurrence(text, wanted);
  return start === undefined ? undefined : { start, end: start + wanted.length };
}
