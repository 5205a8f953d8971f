// The chips that stand for references: their words, what they cost and what is missing of them. Pure.

import { estimateReferenceTokens } from "../../core/chat/layout.ts";
import { lineRange, type Reference, referenceLabel } from "../../core/chat/reference.ts";
import type { Chip } from "../webview/messages.ts";
import { plural, t } from "../words.ts";

export function chipOf(id: string, reference: Reference, isRemovable: boolean): Chip {
  const warning = warningOf(reference);
  return {
    id,
    kind: reference.kind,
    label: labelOf(reference),
    tooltip: tooltipOf(reference),
    isRemovable,
    tokens: estimateReferenceTokens(reference),
    ...(warning === undefined ? {} : { warning }),
  };
}

function warningOf(reference: Reference): string | undefined {
  return "leftOut" in reference ? reference.leftOut : undefined;
}

/** The chips of a turn that was sent. */
export function sentChips(references: readonly Reference[]): Chip[] {
  return references.map((reference, index) => chipOf(`sent-${index}`, reference, false));
}

export function labelOf(reference: Reference): string {
  switch (reference.kind) {
    case "surroundings":
      return t("around it: lines {0}", lineRange(reference.startLine, reference.endLine));
    case "problems":
      return plural(reference.problems.length, ["{0} problem", "{0} problems"]);
    case "changes":
      return reference.scope === "staged" ? t("staged changes") : t("unstaged changes");
    case "terminal":
      return reference.command ?? t("terminal selection");
    default:
      return referenceLabel(reference);
  }
}

const mostTooltipLines = 20;

function tooltipOf(reference: Reference): string {
  switch (reference.kind) {
    case "selection":
      return t("The selected code of {0}", reference.path);
    case "surroundings":
      return t("Code around the selection in {0}, sent along as context", reference.path);
    case "problems":
      return shortened(
        reference.problems.map(({ line, message }) => t("Line {0}: {1}", line, message)),
      );
    case "file":
      return reference.origin === "openEditor"
        ? t("{0}, open in an editor", reference.path)
        : reference.path;
    case "folder":
      return plural(
        reference.files.length,
        ["{1}: names, and the text of {0} file", "{1}: names, and the text of {0} files"],
        reference.path,
      );
    case "symbol":
      return `${reference.path}:${lineRange(reference.startLine, reference.endLine)}`;
    case "changes":
      return shortened(reference.files);
    case "terminal":
      return reference.exitCode === undefined
        ? t("Output of the terminal")
        : t("Output of the terminal; exit code {0}", reference.exitCode);
    case "image":
      return reference.name;
  }
}

function shortened(lines: readonly string[]): string {
  const more = lines.length - mostTooltipLines;
  const shown = lines.slice(0, mostTooltipLines).join("\n");
  return more > 0 ? `${shown}\n${plural(more, ["and {0} more", "and {0} more"])}` : shown;
}
