// For tests only, imported by nothing else: mini documents in which `║` is the cursor and `├…┤` encloses what a completion
// inserted, so that a case reads like the screen it describes.
import type { Cursor } from "./cursor.ts";
import type { Filter } from "./filters/filter.ts";
import { type Place, placeOf } from "./place/place.ts";

/** The cursor of a document with one `║`; `├` and `┤` are taken out. */
export function cursorAt(text: string, languageId = "typescript", path = "src/a.ts"): Cursor {
  const marked = text.replace(/[├┤]/g, "");
  const at = marked.indexOf("║");
  if (at < 0) throw new Error(`no cursor in ${text}`);
  const prefix = marked.slice(0, at);
  return {
    documentId: path,
    path,
    languageId,
    prefix,
    suffix: marked.slice(at + 1),
    offset: prefix.length,
  };
}

/** The place of a cursor at which a completion makes sense; the extent is the one `auto` gives it, unless it is said. */
export function placeAt(text: string, languageId?: string, extent?: Place["extent"]): Place {
  const place = placeOf(cursorAt(text, languageId), "auto");
  if ("refusal" in place) throw new Error(`${place.refusal} in ${text}`);
  return { ...place, extent: extent ?? place.extent };
}

/** What one filter makes of a text at the cursor, as the document looks then. */
export function filtered(
  filter: Filter,
  document: string,
  text: string,
  languageId?: string,
): string {
  const place = placeAt(document, languageId);
  return withInserted(place.cursor, filter({ text, replacesAfter: 0 }, place));
}

/** The document once the text stands in it, in `├…┤`; with `║` again where there is nothing to insert. */
export function withInserted(
  { prefix, suffix }: Pick<Cursor, "prefix" | "suffix">,
  { text, replacesAfter }: { text: string; replacesAfter: number },
): string {
  if (text === "") return `${prefix}║${suffix}`;
  return `${prefix}├${text}┤${suffix.slice(replacesAfter)}`;
}
