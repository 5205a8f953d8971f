// Questions for one value: a single statement, one among near duplicates, and one that is not there at all.

import type { Words } from "../words.ts";
import { attributes } from "./attributes.ts";
import { inOrder } from "./places.ts";
import type { Plot } from "./plot.ts";
import { answer, askFor, notPresent, shapes, wrongAnswers } from "./question.ts";
import { type Attribute, stated, type Value } from "./statements.ts";

/** The value stands in one place; elsewhere only other services have the property. */
export function single(words: Words, depth: number): Plot {
  const attribute = words.random.pick(attributes);
  const [subject = "", other = ""] = words.askedNames(2);
  const [value = "", near = ""] = differing(words, attribute, 2);
  return {
    question: questionFor(attribute, subject, value),
    expected: answer(value),
    wrong: wrongAnswers({ nothing: notPresent, "of-another": near, "as-a-list": [value] }),
    planted: [
      { at: depth, passage: stated(words, { subject, attribute, value }) },
      {
        at: depth < 0.5 ? 0.8 : 0.2,
        passage: stated(words, { subject: other, attribute, value: near }),
      },
    ],
  };
}

/** Twelve services with nearly the same name have the property too. */
export function multiKey(words: Words, depth: number): Plot {
  const { attribute, subject, value, others, passages } = nearDuplicates(words);
  return {
    question: questionFor(attribute, subject, value),
    expected: answer(value),
    wrong: wrongAnswers({
      nothing: notPresent,
      "near-duplicate": others[0] ?? "",
      "last-duplicate": others.at(-1) ?? "",
      "two-values": [value, others[0] ?? ""],
    }),
    planted: [
      ...inOrder(passages, words.random),
      { at: depth, passage: stated(words, { subject, attribute, value }) },
    ],
  };
}

/** Only the near duplicates are there. */
export function absent(words: Words): Plot {
  const { attribute, subject, value, others, passages } = nearDuplicates(words);
  return {
    question: questionFor(attribute, subject, value),
    expected: answer(notPresent),
    wrong: wrongAnswers({
      "near-duplicate": others[0] ?? "",
      "last-duplicate": others.at(-1) ?? "",
      invented: value,
      null: null,
    }),
    planted: inOrder(passages, words.random),
  };
}

function questionFor(attribute: Attribute, subject: string, value: Value): string {
  return askFor(
    `What is the ${attribute.name} of \`${subject}\`? Names have to agree to the letter.`,
    typeof value === "number" ? shapes.number : shapes.text,
  );
}

function nearDuplicates(words: Words) {
  const { random } = words;
  const attribute = random.pick(attributes);
  const [name = "", sibling = ""] = words.askedNames(2);
  const region = random.shuffle(["eu", "us", "ap", "sa"]);
  const number = random.int(12, 48);
  const subject = `${name}-${region[0]}-${number}`;
  const subjects = random.shuffle([
    `${name}-${region[1]}-${number}`,
    `${name}-${region[2]}-${number}`,
    `${name}-${region[0]}-${number + 1}`,
    `${name}-${region[0]}-${number - 1}`,
    `${name}-${region[0]}-${String(number).at(-1)}`,
    `${name}-${region[0]}-1${number}`,
    `${name}-${number}-${region[0]}`,
    `${name}s-${region[0]}-${number}`,
    `${sibling}-${region[0]}-${number}`,
    `old-${name}-${region[0]}-${number}`,
    `${name}-${region[0]}-${number}-canary`,
    name,
  ]);
  const [value = "", ...others] = differing(words, attribute, subjects.length + 1);
  const passages = subjects.map((other, at) =>
    stated(words, { subject: other, attribute, value: others[at] ?? "" }),
  );
  return { attribute, subject, value, others, passages };
}

function differing(words: Words, attribute: Attribute, count: number): Value[] {
  const values = new Set<Value>();
  while (values.size < count) values.add(attribute.draw(words));
  return [...values];
}
