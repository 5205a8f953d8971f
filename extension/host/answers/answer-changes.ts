// From an answer with edit blocks to a proposed change of files: reads the blocks, finds the files, has the model mend once
// what does not fit, and offers what is left. Every block is in the change or named on the card.

import type { PromptName } from "../../../core/chat/prompt.ts";
import type { Reference } from "../../../core/chat/reference.ts";
import type { ChangeSet, EditRefusal } from "../../../core/edit/change.ts";
import { proposeChanges } from "../../../core/edit/change-set.ts";
import {
  type ReadBlocks,
  readEditBlocks,
  readPartialEditBlocks,
} from "../../../core/edit/edit-blocks.ts";
import { partialChange } from "../../../core/edit/partial-change.ts";
import { refuse } from "../../../core/edit/refusal.ts";
import { t } from "../../words.ts";
import type { PreviewFocus } from "../edits/proposed-change.ts";
import { type AnswerFiles, createAnswerFiles } from "./answer-files.ts";
import { type AnswerPreview, previewAnswer } from "./answer-preview.ts";
import type { Connect } from "./answer-run.ts";
import type { AnswerDeps, EndedAnswer } from "./ask-chat.ts";
import { noChangeCard, refusedBlocksCard, repairCard } from "./change-cards.ts";
import { findFiles } from "./file-states.ts";
import { type OfferedFile, offerChange, type StandingOffer } from "./offered-change.ts";
import { mendableOf, onlyMendable, repairTurn, withRepaired } from "./repair-turn.ts";

export type ChangeQuestion = {
  prompt: PromptName;
  title: string;
  question: string;
  references: readonly Reference[];
  connect?: Connect | undefined;
  /** The one file it is about: its change is shown while it is written. The line is 0-based. */
  file?: { path: string; startLine: number };
  /** Of the preview; the keyboard is taken when this is left out. */
  focus?: PreviewFocus | undefined;
  onRetry: (connect?: Connect) => void;
};

export type AnswerToUse = EndedAnswer & {
  title: string;
  /** What the model was shown. */
  references: readonly Reference[];
  /** The file that blocks without a path are meant for. */
  onlyFile?: string | undefined;
  preview?: AnswerPreview | undefined;
  /** Of the preview of what is offered; the keyboard is taken when this is left out. */
  focus?: PreviewFocus | undefined;
};

/** Asks, and offers what the answer changes. */
export async function askForChanges(
  asked: ChangeQuestion,
  deps: AnswerDeps,
  signal: AbortSignal,
): Promise<void> {
  const { prompt, title, question, references, connect, file, focus, onRetry } = asked;
  const { chat } = deps;
  let turnId: string | undefined;
  const stop = () => chat.stop(turnId);
  const preview =
    file && (await previewFile({ ...file, focus }, { references, stop }, deps, signal));
  const ended = await chat.ask({
    ...{ prompt, title, question, references, onRetry },
    ...(connect === undefined ? {} : { connect }),
    onAsked: (id) => {
      turnId = id;
    },
    onText: (text) => preview?.push(text),
    // Told to the chat so that it leaves the answer to us.
    onCardAction: () => {},
  });
  const hasChanges = await useAnswer(
    { ...ended, title, references, onlyFile: file?.path, preview, focus },
    deps,
  );
  // Of an answer that was cut off or has no word the chat has said why already.
  const hasEnded = ended.finishReason === "stop" && ended.text.trim() !== "";
  if (!hasChanges && hasEnded) chat.setCard(ended.turnId, noChangeCard());
}

/** False when the answer is not complete or holds no changes. */
export async function useAnswer(answer: AnswerToUse, deps: AnswerDeps): Promise<boolean> {
  const { text, finishReason, onlyFile, preview } = answer;
  const read = readEditBlocks(text, onlyFile);
  const isNothing = read.blocks.length === 0 && read.refusals.every(isOnlyThought);
  if (finishReason === undefined || isNothing) {
    await preview?.abandon();
    return false;
  }
  const files = createAnswerFiles(answer.references);
  const first = await proposeFrom(read, files, deps.lifetime);
  const mendable = mendableOf(first.refusals, files);
  const isLast = deps.chat.turns().at(-1)?.id === answer.turnId;
  // What a token limit cut off would be cut off again, and what was asked meanwhile is more important.
  if (mendable.length === 0 || finishReason !== "stop" || !isLast) {
    await offer(answer, first, deps);
    return true;
  }
  await preview?.abandon();
  deps.chat.setCard(answer.turnId, repairCard(mendable));
  await repair({ answer, read: { ...read, blocks: first.blocks }, first, mendable, files }, deps);
  return true;
}

type Proposed = ChangeSet & { blocks: ReadBlocks["blocks"]; offered: OfferedFile[] };

async function proposeFrom(
  read: ReadBlocks,
  files: AnswerFiles,
  signal: AbortSignal,
): Promise<Proposed> {
  await files.find(
    read.blocks.map(({ path }) => path),
    signal,
  );
  const blocks = read.blocks.map((block) => ({ ...block, path: files.nameOf(block.path) }));
  const set = proposeChanges({ ...read, blocks }, files.stateAt);
  const offered: OfferedFile[] = [];
  const refusals = [...set.refusals];
  for (const change of set.changes) {
    const file = files.toOffer(change);
    if (file !== undefined) offered.push(file);
    else {
      files.useCurrent(change.path);
      refusals.push(refuse("no_match", { path: change.path }));
    }
  }
  return { ...set, refusals, blocks, offered };
}

/** `standing` is what is offered of the answer already. */
type Repair = {
  answer: AnswerToUse;
  read: ReadBlocks;
  first: Proposed;
  mendable: readonly EditRefusal[];
  files: AnswerFiles;
  standing?: Promise<StandingOffer | undefined>;
};

async function repair(made: Repair, deps: AnswerDeps, connect?: Connect): Promise<void> {
  const { answer, read, first, mendable, files } = made;
  const title = t("Repair: {0}", answer.title);
  const ended = await deps.chat.ask({
    prompt: "repair",
    title,
    ...repairTurn(mendable, answer.text, files),
    ...(connect === undefined ? {} : { connect }),
    onRetry: (other) => deps.atEdge(repair(made, deps, other)),
    onCardAction: () => {},
  });
  // What fitted is not lost because the rest was never mended.
  if (ended.finishReason === undefined) {
    made.standing ??= offer({ ...answer, preview: undefined }, first, deps);
    await made.standing;
    return;
  }
  const standing = await made.standing;
  const isApplied = (await standing?.withdraw()) === true;
  if (isApplied) await files.readAgain(deps.lifetime);
  const left = isApplied ? onlyMendable(read, mendable) : read;
  const repaired = withRepaired(left, mendable, readEditBlocks(ended.text, answer.onlyFile));
  const second = await proposeFrom(repaired, files, deps.lifetime);
  made.standing = offer({ ...answer, ...ended, preview: undefined }, second, deps);
  await made.standing;
}

/** Undefined when nothing of it can be applied. */
async function offer(
  answer: AnswerToUse,
  made: Proposed,
  deps: AnswerDeps,
): Promise<StandingOffer | undefined> {
  const { turnId, title, finishReason, preview, focus } = answer;
  const { offered, refusals } = made;
  if (offered.length === 0) {
    await preview?.abandon();
    deps.chat.setCard(turnId, refusedBlocksCard(refusals));
    return undefined;
  }
  const notes =
    finishReason === "length"
      ? [t("The answer reached its token limit, so that changes may be missing.")]
      : [];
  const files = offered;
  return offerChange({ turnId, title, files, refusals, notes, preview, focus }, deps);
}

type PlaceToShow = { path: string; startLine: number; focus: PreviewFocus | undefined };

async function previewFile(
  { path, startLine, focus }: PlaceToShow,
  { references, stop }: { references: readonly Reference[]; stop: () => void },
  deps: AnswerDeps,
  signal: AbortSignal,
): Promise<AnswerPreview | undefined> {
  const shown = new Set(references.flatMap((each) => ("path" in each ? [each.path] : [])));
  const file = (await findFiles([path], shown, signal)).get(path);
  if (file?.state.kind !== "text") return undefined;
  const { uri, state } = file;
  const afterOf = (text: string) =>
    partialChange(readPartialEditBlocks(text, path), (each) =>
      each === path ? state : { kind: "outside" },
    )?.after;
  const { text: before } = state;
  return previewAnswer({ uri, before, startLine, focus, afterOf, onStop: stop }, deps);
}

function isOnlyThought({ code }: EditRefusal): boolean {
  return code === "truncated";
}
