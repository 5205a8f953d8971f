// A piece of generated text with the file name it stands under.

export type Passage = { path: string; text: string };

export function printed({ path, text }: Passage): string {
  return `===== ${path} =====\n${text.trimEnd()}\n\n`;
}
