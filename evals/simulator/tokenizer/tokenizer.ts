// Text to token ids and back. Deterministic, byte-reversible for any UTF-8 text, and without knowledge of models.

import { isSkippedInText, specialPattern } from "./special-tokens.ts";
import { bytesOfId, idOfSpecial, idsOfPiece, piecePattern } from "./vocabulary.ts";

/** Special tokens written out in the text become their own id, as Hugging Face tokenizers do. */
export function encode(text: string): number[] {
  return text
    .toWellFormed()
    .split(specialPattern)
    .flatMap((part) => idOfSpecial(part) ?? encodeCharacters(part));
}

/** Special tokens written out in the text stay the characters they are written with. */
export function encodeCharacters(text: string): number[] {
  return [...text.toWellFormed().matchAll(piecePattern)].flatMap(([piece]) => [
    ...idsOfPiece(piece),
  ]);
}

/** The text of these ids; bytes that form no character become U+FFFD. */
export function decode(ids: readonly number[]): string {
  const decoder = incrementalDecoder({ withSpecialTokens: true });
  return ids.map((id) => decoder.push(id)).join("") + decoder.end();
}

export function isInVocabulary(id: number): boolean {
  return bytesOfId(id) !== undefined;
}

export type IncrementalDecoder = {
  /** The characters this token completes: empty while a multi-byte character is still open. */
  push(id: number): string;
  end(): string;
};

export function incrementalDecoder(options: { withSpecialTokens: boolean }): IncrementalDecoder {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    push(id) {
      if (!options.withSpecialTokens && isSkippedInText(id)) return "";
      return decoder.decode(bytesOfId(id) ?? new Uint8Array(), { stream: true });
    },
    end: () => decoder.decode(),
  };
}
