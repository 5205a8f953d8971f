// What stands in the composer before it is sent: the draft and the references that will go along. It survives a view
// that is hidden or reloaded. Knows no editor and no webview.

import type { Reference } from "../../core/chat/reference.ts";
import type { Chip } from "../webview/messages.ts";
import { chipOf } from "./chips.ts";

export type Composer = {
  draft(): string;
  setDraft(text: string): void;
  chips(): Chip[];
  references(): Reference[];
  /** Adds to what is attached. The same thing again takes the place of what it was, with all that came along with it. */
  attach(references: readonly Reference[]): void;
  remove(chipId: string): void;
  /** Hands over the references and empties the composer. */
  take(): Reference[];
  isEmpty(): boolean;
};

type Attached = { id: string; reference: Reference; chip: Chip; batch: number };

export function createComposer(draftAtFirst = ""): Composer {
  let draft = draftAtFirst;
  let attached: Attached[] = [];
  let nextId = 0;
  let nextBatch = 0;

  const attach = (reference: Reference, batch: number) => {
    nextId += 1;
    const id = `chip-${nextId}`;
    const added = { id, reference, chip: chipOf(id, reference, true), batch };
    const same = attached.findIndex((each) => isSame(each.reference, reference));
    if (same === -1) attached.push(added);
    else attached[same] = added;
  };
  return {
    draft: () => draft,
    setDraft: (text) => {
      draft = text;
    },
    chips: () => attached.map(({ chip }) => chip),
    references: () => attached.map(({ reference }) => reference),
    attach: (references) => {
      nextBatch += 1;
      for (const selection of references.filter(({ kind }) => kind === "selection")) {
        const older = attached.find(({ reference }) => isSame(reference, selection));
        // What was around it and wrong in it may have changed with it.
        attached = attached.filter(
          ({ batch, reference }) => batch !== older?.batch || reference.kind === "selection",
        );
      }
      for (const reference of references) attach(reference, nextBatch);
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
    isEmpty: () => attached.length === 0 && draft.trim() === "",
  };
}

function isSame(one: Reference, other: Reference): boolean {
  return one.kind === other.kind && identity(one) === identity(other);
}

/** What makes two references of a kind the same thing, whatever its text is by now. */
function identity(reference: Reference): string {
  switch (reference.kind) {
    case "selection":
    case "surroundings":
      return JSON.stringify([reference.path, reference.startLine, reference.endLine]);
    case "problems":
      return JSON.stringify([reference.path, reference.problems]);
    case "file":
    case "folder":
      return reference.path;
    case "symbol":
      return JSON.stringify([reference.path, reference.name, reference.startLine]);
    case "changes":
      return reference.scope;
    case "terminal":
      return JSON.stringify([reference.command, reference.output]);
    case "image":
      return reference.base64;
  }
}
