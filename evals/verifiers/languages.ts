// Verifier of the language a reply is written in, by the words that every text in it uses, or by its script.
import * as z from "zod";
import { proseOf } from "./markdown.ts";
import { outcome, verifier } from "./verifier.ts";

const frequent = {
  english:
    "the of and to in is that it for was on are with as be this have from or by not but what all were when there can an which their if will each about up out them then she many some so these would has more her two him see been its now did get may only over your",
  german:
    "der die das und ist nicht ein eine einen einem einer zu den dem des mit von für auf im sich auch wird werden als bei oder wie nach aus wenn nur noch sind war hat kann durch über dass aber diese dieser dieses zum zur man es er sie wir ihr muss beim bis",
  french:
    "le la les des du un une et est dans que qui pour pas par sur avec ce cette sont il elle nous vous ne au aux plus ou se son sa ses leur être avoir fait comme mais si tout peut doit lors afin chaque entre très ces",
  spanish:
    "el la los las de del un una y es en que por para con no se su sus al lo como más pero o si ya este esta estos son fue ha cada entre cuando muy sin sobre también hay puede debe ser desde hasta porque",
  italian:
    "il lo la i gli le di del della dei delle un una e è in che per con non si su al alla come più ma o se questo questa sono ogni tra quando anche può deve essere dal dalla nel nella viene",
  portuguese:
    "o a os as de do da dos das um uma e é em que por para com não se seu sua ao como mais mas ou já este esta são cada entre quando muito sem sobre também pode deve ser pelo pela no na nos foi",
  dutch:
    "de het een en van is dat in te op met voor niet zijn aan er die om ook als dan maar bij of door naar uit nog wordt worden kan moet deze dit wel over tot je we ze hun elke wanneer",
} as const;

const scripts = {
  japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  chinese: /\p{Script=Han}/u,
  russian: /\p{Script=Cyrillic}/u,
  korean: /\p{Script=Hangul}/u,
} as const;

type ByWords = keyof typeof frequent;
type ByScript = keyof typeof scripts;
const byWords = Object.keys(frequent) as ByWords[];
const names = [...byWords, ...(Object.keys(scripts) as ByScript[])] as const;
const lists = new Map(byWords.map((name) => [name, new Set(frequent[name].split(" "))]));

/** Share of words that have to be among the most frequent ones. */
const leastShare = 0.15;
const leastScript = 0.3;

export const replyLanguage = verifier({
  arguments: { language: z.enum(names as [string, ...string[]]) },
  describe: ({ language }) => `written in ${language}, outside code`,
  check(text, { language }) {
    const prose = proseOf(text);
    const share = language in scripts ? scriptShare(prose, language as ByScript) : undefined;
    if (share !== undefined) {
      return outcome(share >= leastScript, `${Math.round(share * 100)} % ${language} letters`);
    }
    const found = likeliest(prose);
    return outcome(
      found?.language === language && found.share >= leastShare,
      found?.language ?? "no words",
    );
  },
});

function scriptShare(prose: string, language: ByScript): number {
  const letters = prose.match(/\p{L}/gu) ?? [];
  const own = letters.filter((letter) => scripts[language].test(letter));
  // Japanese has kana among its characters; Chinese has none.
  const hasKana = language === "chinese" && scripts.japanese.test(prose);
  return hasKana || letters.length === 0 ? 0 : own.length / letters.length;
}

function likeliest(prose: string): { language: ByWords; share: number } | undefined {
  const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return undefined;
  const shares = byWords.map((language) => ({
    language,
    share: words.filter((word) => lists.get(language)?.has(word)).length / words.length,
  }));
  return shares.reduce((best, next) => (next.share > best.share ? next : best));
}
