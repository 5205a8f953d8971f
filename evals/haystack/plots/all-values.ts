// A question whose answer is a set: its members stand in as many places.

import type { Passage } from "../passage.ts";
import { sentence } from "../shapes/documents.ts";
import { capital, type Words } from "../words.ts";
import { scattered } from "./places.ts";
import type { Plot } from "./plot.ts";
import { answer, askFor, notPresent, shapes, wrongAnswers } from "./question.ts";

type Reading = { topic: string; reader: string };

export function allValues(words: Words): Plot {
  const { random } = words;
  const [topic = "", ...names] = words.askedNames(14);
  const readers = names.slice(0, random.int(5, 7));
  const others = names.slice(readers.length, readers.length + 4);
  const nearTopics = [`${topic}-retry`, `${topic}s`, `old-${topic}`, `${topic}-2`];
  const readings = [
    ...readers.map((reader) => ({ topic, reader })),
    ...others.map((reader, at) => ({ topic: nearTopics[at] ?? "", reader })),
  ];
  const [first = "", ...rest] = readers;
  return {
    question: askFor(
      `Which services consume the topic \`${topic}\`? Topics with a similar name do not count.`,
      shapes.list,
    ),
    expected: answer(readers),
    wrong: wrongAnswers({
      nothing: notPresent,
      "one-missing": rest,
      "one-too-many": [...readers, others[0] ?? ""],
      "one-exchanged": [others[1] ?? "", ...rest],
      "one-twice": [first, ...readers],
      empty: [],
    }),
    planted: scattered(
      readings.map((reading) => read(words, reading)),
      random,
    ),
  };
}

function read(words: Words, reading: Reading): Passage {
  const among = words.times(2, 4, () => ({ topic: words.service(), reader: words.service() }));
  among.splice(words.random.int(0, among.length), 0, reading);
  return words.random.pick(forms)(words, among);
}

const forms: readonly ((words: Words, readings: readonly Reading[]) => Passage)[] = [
  (words, readings) => ({
    path: `deploy/consumers/${words.noun()}-${words.field()}.yaml`,
    text: readings
      .map(
        ({ topic, reader }) =>
          `- consumer: ${reader}\n  topic: ${topic}\n  max_lag: ${words.random.int(10, 9000)}`,
      )
      .join("\n"),
  }),
  (words, readings) => ({
    path: `logs/broker/${words.date()}.log`,
    text: readings
      .map(
        ({ topic, reader }) =>
          `${words.time()} INFO  [broker] ${reader} joined as consumer of ${topic}, generation ${words.random.int(1, 90)}`,
      )
      .join("\n"),
  }),
  (words, readings) => ({
    path: `docs/services/${words.noun()}-${words.field()}.md`,
    text: readings
      .map(
        ({ topic, reader }) =>
          `### ${capital(reader)}\n\n\`${reader}\` consumes \`${topic}\`. ${sentence(words)}`,
      )
      .join("\n\n"),
  }),
  (words, readings) => ({
    path: `services/${words.service()}/src/subscriptions.ts`,
    text: readings
      .map(
        ({ topic, reader }) =>
          `consume({ topic: "${topic}", service: "${reader}", prefetch: ${words.random.int(1, 200)} });`,
      )
      .join("\n"),
  }),
];
