// What the file of an exported chat is called at first. Pure.

/** In characters of at most four bytes: file systems take 255 bytes. */
const mostCharacters = 60;
/** What Windows takes for a device, whatever follows the dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Letters and digits of any language; everything else means something to some file system. */
export function exportName(title: string): string {
  const words = title.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
  const short = Array.from(words).slice(0, mostCharacters).join("").trim();
  const name = short.replaceAll(" ", "-");
  return name === "" || device.test(name) ? "chat.md" : `${name}.md`;
}
