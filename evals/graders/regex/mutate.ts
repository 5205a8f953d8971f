// Makes strings that are near the texts of a case, so that two patterns can be told apart where neither list does.
import type { Random } from "../../random.ts";

/** Characters that come in where the lists themselves have none like them; no line breaks, which prompts leave open. */
const strangers = [..." -_.,:09azAZ"];

/** `count` strings; the same random gives the same ones. */
export function mutatedTexts(texts: readonly string[], count: number, random: Random): string[] {
  const sources = texts.map((text) => [...text]);
  const alphabet = [...new Set([...sources.flat(), ...strangers])];
  return Array.from({ length: count }, () => {
    let characters = random.pick(sources);
    for (let round = random.int(1, 3); round > 0; round -= 1) {
      characters = mutated(characters, { sources, alphabet, random });
    }
    return characters.join("");
  });
}

type Stock = { sources: readonly string[][]; alphabet: readonly string[]; random: Random };

function mutated(from: readonly string[], { sources, alphabet, random }: Stock): string[] {
  const at = random.int(0, from.length);
  const end = random.int(at, Math.min(from.length, at + 4));
  const [before, piece, behind] = [from.slice(0, at), from.slice(at, end), from.slice(end)];
  switch (random.int(0, 6)) {
    case 0:
      return [...before, ...behind];
    case 1:
      return [...before, random.pick(alphabet), ...from.slice(at)];
    case 2:
      return [...before, random.pick(alphabet), ...from.slice(at + 1)];
    case 3:
      return [...before, ...piece, ...piece, ...behind];
    case 4:
      return [...before, ...piece.toReversed(), ...behind];
    case 5: {
      const other = random.pick(sources);
      return [...before, ...other.slice(random.int(0, other.length))];
    }
    default:
      return [...before, ...piece.map(inOtherCase), ...behind];
  }
}

function inOtherCase(character: string): string {
  const upper = character.toUpperCase();
  return upper === character ? character.toLowerCase() : upper;
}
