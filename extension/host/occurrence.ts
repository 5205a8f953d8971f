// Finds a text in another one, if there is exactly one place for it.

export function onlyOccurrence(text: string, wanted: string): number | undefined {
  const first = text.indexOf(wanted);
  if (wanted === "" || first === -1) return undefined;
  return text.indexOf(wanted, first + 1) === -1 ? first : undefined;
}
