// A setting that was changed again and again: the latest time counts, wherever it stands.

import type { Passage } from "../passage.ts";
import { sentence } from "../shapes/documents.ts";
import type { Words } from "../words.ts";
import { inOrder } from "./places.ts";
import type { Plot } from "./plot.ts";
import { answer, askFor, notPresent, shapes, wrongAnswers } from "./question.ts";

type Change = { key: string; value: number; at: string };

const changes = 7;

export function latestWins(words: Words): Plot {
  const { random } = words;
  const [service = ""] = words.askedNames(1);
  const setting = `${words.field()}_limit`;
  const key = `${service}.${setting}`;
  const values = valuesFor(words, changes + 3);
  const own = values.slice(0, changes).map((value, at) => ({ key, value, at: moment(words, at) }));
  const ordered = shuffledWithoutLatestAtEnds(words, own);
  const latest = own.at(-1)?.value ?? 0;
  // Similar settings, changed later than the one in question.
  const similar = [`${service}s.${setting}`, `${service}.${setting}_max`, `old-${key}`].map(
    (other, at) => ({
      key: other,
      value: values[changes + at] ?? 0,
      at: moment(words, changes + at),
    }),
  );
  const passages = [...ordered];
  for (const change of similar) passages.splice(random.int(1, passages.length - 1), 0, change);
  return {
    question: askFor(
      `The setting \`${key}\` was changed several times, and the files are in no particular order: the change with the latest time applies. Which value does it have now?`,
      shapes.number,
    ),
    expected: answer(latest),
    wrong: wrongAnswers({
      nothing: notPresent,
      "last-in-the-text": ordered.at(-1)?.value ?? 0,
      "first-in-the-text": ordered[0]?.value ?? 0,
      "one-change-earlier": own.at(-2)?.value ?? 0,
      "similar-setting": similar.at(-1)?.value ?? 0,
      "as-text": String(latest),
    }),
    planted: inOrder(
      passages.map((change) => changed(words, change)),
      random,
    ),
  };
}

/** Later for a higher number, the same day never twice. */
function moment(words: Words, number: number): string {
  const day = String(words.random.int(1, 28)).padStart(2, "0");
  return `2025-${String(number + 2).padStart(2, "0")}-${day}T${words.time()}Z`;
}

function shuffledWithoutLatestAtEnds(words: Words, own: readonly Change[]): Change[] {
  const latest = own.at(-1);
  const order = words.random.shuffle(own.slice(0, -1));
  if (latest !== undefined) order.splice(words.random.int(1, order.length - 1), 0, latest);
  return order;
}

function valuesFor(words: Words, count: number): number[] {
  const values = new Set<number>();
  while (values.size < count) values.add(words.random.int(100, 9999));
  return [...values];
}

function changed(words: Words, change: Change): Passage {
  const among = words.times(2, 3, () => ({
    key: `${words.service()}.${words.field()}_limit`,
    value: words.random.int(100, 9999),
    at: `${words.date()}T${words.time()}Z`,
  }));
  among.splice(words.random.int(0, among.length), 0, change);
  return words.random.pick(forms)(words, among);
}

const forms: readonly ((words: Words, made: readonly Change[]) => Passage)[] = [
  (words, made) => ({
    path: `audit/${words.noun()}-${words.hex(4)}.log`,
    text: made
      .map(({ key, value, at }) => `${at} set ${key} = ${value} by ${words.person().toLowerCase()}`)
      .join("\n"),
  }),
  (words, made) => ({
    path: `audit/export-${words.hex(4)}.jsonl`,
    text: made
      .map(({ key, value, at }) => JSON.stringify({ event: "setting.changed", at, key, value }))
      .join("\n"),
  }),
  (words, made) => ({
    path: `tickets/${words.random.int(1000, 9999)}.md`,
    text: made
      .map(
        ({ key, value, at }) =>
          `${words.person()}: changed \`${key}\` to ${value} at ${at}. ${sentence(words)}`,
      )
      .join("\n\n"),
  }),
  (words, made) => ({
    path: `audit/${words.noun()}-${words.hex(4)}.csv`,
    text: `changed_at,key,value,by\n${made
      .map(({ key, value, at }) => `${at},${key},${value},${words.person().toLowerCase()}`)
      .join("\n")}`,
  }),
];
