// Fills `{{name}}` and `{{file:NAME}}` into a case's texts. `{{cursor}}` stays where it is.

export type Placeholders = {
  values: Readonly<Record<string, string | number>>;
  files: ReadonlyMap<string, string>;
};

const place = /\{\{(file:)?([\w./-]+)\}\}/g;

/**
 * Names that mean nothing here are left as they are, since templates of other languages look alike; `unknownIn` finds
 * those that were meant for us.
 */
export function fillIn(text: string, { values, files }: Placeholders): string {
  return text.replaceAll(place, (whole: string, isFile: string | undefined, name: string) => {
    if (isFile !== undefined) return fillIn(files.get(name) ?? whole, { values, files: new Map() });
    return String(values[name] ?? whole);
  });
}

/** Placeholders of a prompt for which there is nothing. */
export function unknownIn(text: string, { values, files }: Placeholders): string[] {
  return [...text.matchAll(place)]
    .filter(([, isFile, name = ""]) =>
      isFile === undefined ? !(name in values) && name !== "cursor" : !files.has(name),
    )
    .map(([whole]) => whole);
}

export const cursor = "{{cursor}}";
