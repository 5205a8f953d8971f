// How each kind of reference stands in the prompt. The headings are part of the prompt's contract: scripted answers and
// tests find the material by them. Text of files and terminals is fenced and never speaks for itself. Knows no window.

import { tokensOf, weightPerToken } from "./estimate.ts";
import { fence, oneLine } from "./fence.ts";
import { imageTokens } from "./image-tokens.ts";
import { material } from "./material.ts";
import {
  type ChangesReference,
  type FolderReference,
  lineRange,
  type ProblemsReference,
  type Reference,
  type SelectionReference,
  type SurroundingsReference,
  type TerminalReference,
} from "./reference.ts";
import { terminalText } from "./terminal-text.ts";
import { endsOf, type Layout, lineEnds, separator, unitsLayout, wholeLayout } from "./units.ts";

/** References do not change, so what was found out of one is kept as long as it. */
const known = new WeakMap<Reference, Layout>();

export function layoutOf(reference: Reference): Layout {
  const layout = known.get(reference) ?? laidOut(reference);
  known.set(reference, layout);
  return layout;
}

/** For the chips: what a reference costs when all of it goes along. */
export function estimateReferenceTokens(reference: Reference): number {
  return tokensOf(layoutOf(reference).weights.at(-1) ?? 0);
}

function laidOut(reference: Reference): Layout {
  switch (reference.kind) {
    case "selection":
      return wholeLayout(selectionText(reference));
    case "surroundings":
      return wholeLayout(surroundingsText(reference));
    case "problems":
      return problemsLayout(reference);
    case "file": {
      const title = reference.origin === "mention" ? "File" : "Open file";
      return codeLayout(`## ${title}: ${oneLine(reference.path)}`, reference);
    }
    case "symbol":
      return codeLayout(
        `## Symbol: ${oneLine(reference.name)} in ${placeOf(reference)}`,
        reference,
      );
    case "folder":
      return folderLayout(reference);
    case "changes":
      return changesLayout(reference);
    case "terminal":
      return terminalLayout(reference);
    case "image":
      return wholeLayout(
        `## Image: ${oneLine(reference.name)}`,
        imageTokens(reference.base64) * weightPerToken,
      );
  }
}

function selectionText(reference: SelectionReference): string {
  const code = fence(material(reference.text), reference.languageId);
  return `## Selected code: ${placeOf(reference)}\n\n${code}`;
}

const selectionMark = "[the selected code stands here]";

function surroundingsText(reference: SurroundingsReference): string {
  const { before, after, languageId } = reference;
  const code = `${material(before)}${selectionMark}\n${material(after)}`;
  return `## Code around the selection: ${placeOf(reference)}\n\n${fence(code, languageId)}`;
}

/** Compilers may tell a story where a person reads the first sentences. */
const maxProblemLength = 1000;

function problemsLayout({ path, problems }: ProblemsReference): Layout {
  const lines = problems.map(({ severity, line, message, source }) => {
    const from = source === undefined ? "" : ` (${oneLine(source)})`;
    return `- line ${line}, ${severity}${from}: ${oneLine(message).slice(0, maxProblemLength)}\n`;
  });
  const mark = "\nFurther problems are left out.";
  return unitsLayout(endsOf(lines), {
    mark,
    render: (kept) => {
      const list = lines.slice(0, kept).join("").trimEnd();
      const note = kept < lines.length ? mark : "";
      return `## Problems the editor reports in ${oneLine(path)}\n\n${list}${note}`;
    },
  });
}

/** Code that may lose lines at its end. */
function codeLayout(
  heading: string,
  { text, languageId }: { text: string; languageId: string },
): Layout {
  const code = material(text);
  const lines = lineEnds(code);
  const mark = "\n\nOnly the beginning is shown; the rest is left out.";
  return unitsLayout(lines.weights, {
    mark,
    render: (kept) => {
      const isWhole = kept >= lines.offsets.length;
      const shown = isWhole ? code : code.slice(0, lines.offsets[kept - 1]);
      return `${heading}\n\n${fence(shown, languageId)}${isWhole ? "" : mark}`;
    },
  });
}

/** First the names, then the small files, then the large ones; shown in the folder's own order. */
function folderLayout({ path, listing, files }: FolderReference): Layout {
  const names = fence(listing.map(oneLine).join("\n"), "");
  const texts = files.map(
    (file) =>
      `\n\n### File: ${oneLine(file.path)}\n\n${fence(material(file.text), file.languageId)}`,
  );
  const bySize = texts.toSorted((one, other) => one.length - other.length);
  const mark = "\n\nFurther files are only named.";
  return unitsLayout(endsOf([names, ...bySize]), {
    mark,
    render: (kept) => {
      const shown = new Set(bySize.slice(0, kept - 1));
      const code = texts.filter((text) => shown.has(text)).join("");
      const note = kept <= files.length ? mark : "";
      return `## Folder: ${oneLine(path)}\n\n${names}${code}${note}`;
    },
  });
}

function changesLayout({ scope, diff }: ChangesReference): Layout {
  const heading = scope === "staged" ? "## Staged changes" : "## Unstaged changes";
  const files = material(diff).split(/^(?=diff --(?:git|cc|combined) )/m);
  const mark = "\n\nThe changes of further files are left out.";
  return unitsLayout(endsOf(files), {
    mark,
    render: (kept) => {
      const note = kept < files.length ? mark : "";
      return `${heading}\n\n${fence(files.slice(0, kept).join(""), "diff")}${note}`;
    },
  });
}

/** First what was run and how it ended, then the output from its last line upwards. */
function terminalLayout({ origin, command, exitCode, output }: TerminalReference): Layout {
  const head = [
    origin === "command" ? "## Terminal: last command" : "## Terminal: selected output",
    command === undefined ? "" : `Command:\n\n${fence(material(terminalText(command)), "sh")}`,
    exitCode === undefined ? "" : `Exit code: ${exitCode}`,
  ].filter((part) => part !== "");
  const frame = head.join(separator);
  const lines = material(terminalText(output)).split("\n");
  const mark = " (the beginning is left out)";
  const units = [frame, ...lines.toReversed().map((line) => `${line}\n`)];
  return unitsLayout(endsOf(units), {
    mark,
    render: (kept) => {
      const tail = lines.slice(lines.length - (kept - 1));
      const note = tail.length < lines.length ? mark : "";
      return `${frame}\n\nOutput${note}:\n\n${fence(tail.join("\n"), "")}`;
    },
  });
}

type Place = { path: string; startLine: number; endLine: number };

function placeOf({ path, startLine, endLine }: Place): string {
  return `${oneLine(path)}, lines ${lineRange(startLine, endLine)}`;
}
