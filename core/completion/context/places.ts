// Remembers where somebody has lately edited and looked, as line ranges. Folding an event in costs next to nothing, so it
// can be done on every keystroke. Knows no text and no editor; lines are 0-based.

export type LineRange = {
  documentId: string;
  startLine0: number;
  /** Exclusive; may lie behind the end of the document. */
  endLine0: number;
};

/** The last of each list is the newest; no two ranges of a document overlap. */
export type Places = {
  readonly edited: readonly LineRange[];
  readonly visited: readonly LineRange[];
};

/** A change of a document in lines: so many line breaks went and came at a line. */
export type LineEdit = {
  documentId: string;
  line0: number;
  removedBreaks: number;
  insertedBreaks: number;
};

export const noPlaces: Places = Object.freeze({
  edited: Object.freeze([]),
  visited: Object.freeze([]),
});

/** Lines around an edit that belong to it; edits whose surroundings touch are one place. */
const aroundEdit = 8;
const aroundVisit = 20;
const longestPlace = 60;
/** More lines than a person writes: a formatter, another branch. They push places away but are none. */
const longestEdit = 60;
const longestStep = 32;
const mostPlaces = 9;
const mostOfOneDocument = 3;

/** Whether the cursor went somewhere else rather than on. */
export function isJump(fromLine0: number, toLine0: number): boolean {
  return Math.abs(toLine0 - fromLine0) > longestStep;
}

export function withEdit(places: Places, edit: LineEdit): Places {
  const edited = shifted(places.edited, edit);
  const visited = shifted(places.visited, edit);
  const { documentId, line0, removedBreaks, insertedBreaks } = edit;
  if (removedBreaks > longestEdit || insertedBreaks > longestEdit) return { edited, visited };
  const place = rangeAround(documentId, line0, line0 + insertedBreaks, aroundEdit);
  const merged = edited.filter((other) => touches(place, other)).reduce(unionAround(place), place);
  return {
    edited: newest([...edited.filter((other) => !touches(merged, other)), merged]),
    visited: visited.filter((other) => !touches(merged, other)),
  };
}

export function withVisit(places: Places, documentId: string, line0: number): Places {
  const contains = (place: LineRange) =>
    place.documentId === documentId && place.startLine0 <= line0 && line0 < place.endLine0;
  // A place that is looked at again stays as it is: every line of it that moved would change the prompts.
  const known = places.visited.find(contains);
  const visit = known ?? rangeAround(documentId, line0, line0, aroundVisit);
  if (places.edited.some((edited) => touches(visit, edited))) return places;
  const others = places.visited.filter((other) => !touches(visit, other));
  return { ...places, visited: newest([...others, visit]) };
}

export function withoutDocument(places: Places, documentId: string): Places {
  const isElsewhere = (place: LineRange) => place.documentId !== documentId;
  return {
    edited: places.edited.filter(isElsewhere),
    visited: places.visited.filter(isElsewhere),
  };
}

function shifted(places: readonly LineRange[], edit: LineEdit): readonly LineRange[] {
  const delta = edit.insertedBreaks - edit.removedBreaks;
  if (delta === 0) return places;
  const endOfRemoved = edit.line0 + edit.removedBreaks;
  const moved = (line0: number) => {
    if (line0 <= edit.line0) return line0;
    return line0 >= endOfRemoved
      ? line0 + delta
      : Math.min(line0, edit.line0 + edit.insertedBreaks);
  };
  return places
    .map((place) =>
      place.documentId === edit.documentId
        ? { ...place, startLine0: moved(place.startLine0), endLine0: moved(place.endLine0) }
        : place,
    )
    .filter(({ startLine0, endLine0 }) => startLine0 < endLine0);
}

function rangeAround(documentId: string, first: number, last: number, around: number): LineRange {
  return { documentId, startLine0: Math.max(0, first - around), endLine0: last + around + 1 };
}

function touches(one: LineRange, other: LineRange): boolean {
  return (
    one.documentId === other.documentId &&
    one.startLine0 < other.endLine0 &&
    other.startLine0 < one.endLine0
  );
}

/** Both ranges together, cut where it gets too long on the side away from `newest`. */
function unionAround(newest: LineRange) {
  return (union: LineRange, other: LineRange): LineRange => {
    const startLine0 = Math.min(union.startLine0, other.startLine0);
    const endLine0 = Math.max(union.endLine0, other.endLine0);
    const start = Math.min(newest.startLine0, Math.max(startLine0, newest.endLine0 - longestPlace));
    const end = Math.max(newest.endLine0, Math.min(endLine0, start + longestPlace));
    return { documentId: union.documentId, startLine0: start, endLine0: end };
  };
}

function newest(places: readonly LineRange[]): readonly LineRange[] {
  const last = places.at(-1);
  const ofOne = places.filter(({ documentId }) => documentId === last?.documentId);
  const tooMany = new Set(ofOne.slice(0, -mostOfOneDocument));
  return places.filter((place) => !tooMany.has(place)).slice(-mostPlaces);
}
