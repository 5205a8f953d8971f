// What the simulated model answers when it is asked to change code: true changes of the sample workspace's defects, and
// plain edits of anything else. Replacements for a selection are one fenced block, changes of files are edit blocks.

import { fence } from "../../../core/chat/fence.ts";
import { codeBlocks } from "../../../core/edit/code-blocks.ts";
import { commented, documented, guarded, renamed, renameIn } from "./code-edits.ts";
import { editBlocks, newFileBlock } from "./edit-blocks.ts";
import elsewhere from "./sample/elsewhere.md";
import { type Defect, functionsIn, isPresent, mend } from "./sample-defects.ts";
import { sampleText, testFileOf } from "./sample-texts.ts";
import type { AttachedFile, SelectedCode } from "./selected-code.ts";

export function fixedSelection({ code, languageId }: SelectedCode): string {
  const { code: replacement, mended } = mend(code);
  if (mended.length === 0) return "Nothing needs to be fixed in the selected code.";
  return `${reasons(mended)}\n\n${fence(replacement, languageId)}`;
}

/** Does what the words ask as far as that needs no understanding, else puts them above the code. */
export function editedSelection({ code, languageId }: SelectedCode, words: string): string {
  return fence(edited(code, languageId, words), languageId);
}

export function documentedSelection({ code, languageId }: SelectedCode): string {
  const replacement = documented(code);
  if (replacement !== code) return fence(replacement, languageId);
  return functionsIn(code).length > 0 ? "The selected code is documented already." : elsewhere;
}

/** The prepared tests of the file, as a new file beside it. */
export function testsFor(selection: SelectedCode): string {
  const [about] = functionsIn(selection.code);
  const path = testFileOf(about?.path);
  const text = sampleText(about?.path, "tests");
  const [block] = codeBlocks(text);
  if (path === undefined || block === undefined) return elsewhere;
  const lead = text.slice(0, text.indexOf("```")).trim();
  return `${lead}\n\n${newFileBlock({ path, languageId: block.language, after: block.code })}`;
}

export function fixedFiles(files: readonly AttachedFile[]): string {
  const fixes = files.flatMap((file) => {
    const { code, mended } = mend(file.code);
    return mended.length === 0 ? [] : [{ file, code, mended }];
  });
  if (fixes.length === 0) {
    return files.some(({ code }) => functionsIn(code).length > 0)
      ? "Nothing needs to be fixed in the files I was shown."
      : elsewhere;
  }
  const blocks = fixes.map(({ file, code }) => blocksOf(file, code));
  return [reasons(fixes.flatMap(({ mended }) => mended)), ...blocks].join("\n\n");
}

/** For a question of one's own: what it names is what changes. */
export function editedFiles(files: readonly AttachedFile[], words: string): string {
  const rename = renameIn(words);
  const wanted = files
    .flatMap(({ code }) => functionsIn(code))
    .filter(({ name }) => new RegExp(`\\b${name}\\b`).test(words));
  const blocks: string[] = [];
  const mended: Defect[] = [];
  for (const file of files) {
    const defects = wanted.filter((defect) => isPresent(defect, file.code));
    const isFix = /\b(fix|mend|repair|correct)/i.test(words);
    if (rename !== undefined) blocks.push(blocksOf(file, renamed(file.code, rename)));
    else if (isFix) {
      const fix = defects.length > 0 ? mend(file.code, defects) : mend(file.code);
      mended.push(...fix.mended);
      blocks.push(blocksOf(file, fix.code));
    } else if (blocks.length === 0)
      blocks.push(blocksOf(file, edited(file.code, file.languageId, words)));
  }
  const changes = blocks.filter((block) => block !== "");
  if (changes.length === 0) return "Nothing in the files I was shown has to change for that.";
  const lead = mended.length > 0 ? reasons(mended) : "Here is the change:";
  return [lead, ...changes].join("\n\n");
}

function edited(code: string, languageId: string, words: string): string {
  const rename = renameIn(words);
  const tries = [
    ...(rename === undefined ? [] : [renamed(code, rename)]),
    ...(/\bguard/i.test(words) ? [guarded(code)] : []),
    ...(/\b(document|comment|docs?)\b/i.test(words) ? [documented(code)] : []),
    ...(/\b(fix|mend|repair|correct)/i.test(words) ? [mend(code).code] : []),
  ];
  return tries.find((text) => text !== code) ?? commented(code, languageId, words);
}

function blocksOf({ path, languageId, code }: AttachedFile, after: string): string {
  return editBlocks({ path, languageId, before: code, after });
}

function reasons(mended: readonly Defect[]): string {
  return mended.map(({ path, name }) => sampleText(path, `${name}: fix`)).join(" ");
}
