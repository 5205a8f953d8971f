// The vocabulary of the generated texts, drawn from a seed. Names that questions ask about come from a list of their own,
// so that no filler ever speaks of them by chance.
import type { Random } from "../random.ts";

const colours =
  "amber ashen azure brisk calm cobalt copper coral crisp dapper dusky ember fallow frosty gentle gilded hazel hollow indigo ivory jade keen lilac lunar mellow misty nimble ochre opal pale plain quiet rapid russet silent silver sturdy sunny tidal umber velvet vivid wintry zinc".split(
    " ",
  );
const ordinary =
  "ledger cart parcel invoice session catalog payout mailer tariff voucher roster depot shipment coupon profile basket quota digest import export balance refund contract ticket metric archive report tenant webhook price order stock label notice survey sample bundle token badge meter".split(
    " ",
  );
const asked =
  "kestrel walnut heron juniper otter larch badger thistle falcon sorrel marten alder plover gentian lynx willow curlew bracken osprey hawthorn stoat rowan dunlin clover weasel aspen merlin yarrow polecat linden grebe fennel egret mallow bittern teasel siskin campion whimbrel lupin".split(
    " ",
  );
const actions =
  "load merge split check count drain flush group index limit match order parse prune queue retry route scan shard sort store track trim verify".split(
    " ",
  );
const people =
  "Ines Marek Priya Tomasz Yuki Lars Amara Beatriz Chen Dmitri Eszter Farid Greta Hana Imre Jonas Kofi Leila".split(
    " ",
  );
const fields =
  "amount attempt cursor deadline delay depth factor floor height interval latency level margin offset page period priority ratio retries score size slot span state total weight width".split(
    " ",
  );

export type Words = ReturnType<typeof wordsFrom>;

export function wordsFrom(random: Random) {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = () => `2025-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
  const time = () =>
    `${two(random.int(0, 23))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
  const noun = () => random.pick(ordinary);
  const field = () => random.pick(fields);
  const action = () => random.pick(actions);
  return {
    random,
    noun,
    field,
    action,
    person: () => random.pick(people),
    date,
    time,
    /** The name of a service nobody asks about. */
    service: () => `${random.pick(colours)}-${noun()}`,
    /** Names to ask about, all different. */
    askedNames(count: number): string[] {
      const nouns = random.shuffle(asked);
      return Array.from({ length: count }, (_, at) => {
        const name = nouns[at % nouns.length] ?? "";
        return `${random.pick(colours)}-${name}${at < nouns.length ? "" : `-${at}`}`;
      });
    },
    snake: () => `${action()}_${noun()}_${field()}`,
    camel: () => action() + capital(noun()) + capital(field()),
    pascal: () => capital(noun()) + capital(field()),
    hex: (length: number) => Array.from({ length }, () => random.int(0, 15).toString(16)).join(""),
    /** A value such as `tk-4821-walnut`. */
    code: () =>
      `${letters(random)}-${random.int(1000, 9999)}-${random.pick(random.float() < 0.5 ? colours : ordinary)}`,
    times: <T>(low: number, high: number, make: (at: number) => T): T[] =>
      Array.from({ length: random.int(low, high) }, (_, at) => make(at)),
  };
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function letters(random: Random): string {
  const alphabet = "abcdefghkmnprstvwxz";
  return `${random.pick([...alphabet])}${random.pick([...alphabet])}`;
}
