// What stands in the composer before it is sent: the draft and the references that will go along. It survives a view
// that is hidden or reloaded. Knows no editor and no webview.

import { type Reference, referenceLabel } from "../../core/chat/reference.ts";
import type { Chip } from "../webview/messages.ts";

export type Composer = {
  draft(): string;
  setDraft(text: string): void;
  chips(): Chip[];
  /** Replaces what was attached before. */
  attach(references: readonly Reference[]): void;
  remove(chipId: string): void;
  /** Hands over the references and empties the composer. */
  take(): Reference[];
};

export function createComposer(): Composer {
  let draft = "";
  let attached: { id: string; reference: Reference }[] = [];
  let nextId = 0;
  return {
    draft: () => draft,
    setDraft: (text) => {
      draft = text;
    },
    chips: () => attached.map(({ id, reference }) => chipOf(id, reference, true)),
    attach: (references) => {
      attached = references.map((reference) => {
        nextId += 1;
        return { id: `chip-${nextId}`, reference };
      });
    },
    remove: (chipId) => {
      attached = attached.filter(({ id }) => id !== chipId);
    },
    take: () => {
      const references = attached.map(({ reference }) => reference);
      attached = [];
      draft = "";
      return references;
    },
  };
}

/** The chips of a turn that was sent. */
export function sentChips(references: readonly Reference[]): Chip[] {
  return references.map((reference, index) => chipOf(`sent-${index}`, reference, false));
}

function chipOf(id: string, reference: Reference, isRemovable: boolean): Chip {
  return { id, label: referenceLabel(reference), tooltip: tooltipOf(reference), isRemovable };
}

function tooltipOf(reference: Reference): string {
  switch (reference.kind) {
    case "selection":
      return `The selected code of ${reference.path}`;
    case "surroundings":
      return `Code around the selection in ${reference.path}, sent along as context`;
    case "problems":
      return reference.problems
        .map(({ line, severity, message }) => `Line ${line}, ${severity}: ${message}`)
        .join("\n");
  }
}
