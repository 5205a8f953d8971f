// A question that takes four steps: each file says only where the next one leads.

import type { Passage } from "../passage.ts";
import { sentence } from "../shapes/documents.ts";
import type { Words } from "../words.ts";
import { scattered } from "./places.ts";
import type { Plot } from "./plot.ts";
import { answer, askFor, notPresent, shapes, wrongAnswers } from "./question.ts";

const hops = 4;

type Link = { from: string; to: string };

export function chain(words: Words): Plot {
  const names = words.askedNames(3 * (hops + 1));
  const [asked = [], second = [], third = []] = [0, 1, 2].map((at) =>
    names.slice(at * (hops + 1), (at + 1) * (hops + 1)),
  );
  // The second chain is as long, the third one ends a step earlier.
  const links = [...linksOf(asked), ...linksOf(second), ...linksOf(third.slice(1))];
  const [start = "", first = ""] = asked;
  return {
    question: askFor(
      `Requests to \`${start}\` are passed on from service to service. Follow them until a service that does not pass them on. Which one is it?`,
      shapes.text,
    ),
    expected: answer(asked.at(-1) ?? ""),
    wrong: wrongAnswers({
      nothing: notPresent,
      "one-step": first,
      "a-step-short": asked.at(-2) ?? "",
      "another-chain": second.at(-1) ?? "",
      start,
    }),
    planted: scattered(
      links.map((link) => linked(words, link)),
      words.random,
    ),
  };
}

function linksOf(names: readonly string[]): Link[] {
  return names.slice(1).map((to, at) => ({ from: names[at] ?? "", to }));
}

function linked(words: Words, link: Link): Passage {
  const among = words.times(2, 4, () => ({ from: words.service(), to: words.service() }));
  among.splice(words.random.int(0, among.length), 0, link);
  return words.random.pick(forms)(words, among);
}

const forms: readonly ((words: Words, links: readonly Link[]) => Passage)[] = [
  (words, links) => ({
    path: `dns/${words.noun()}.internal.zone`,
    text: links.map(({ from, to }) => `${from}  300  IN  CNAME  ${to}`).join("\n"),
  }),
  (words, links) => ({
    path: `gateway/routes/${words.noun()}-${words.field()}.yaml`,
    text: links
      .map(
        ({ from, to }) =>
          `- service: ${from}\n  forward_to: ${to}\n  timeout_s: ${words.random.int(2, 60)}`,
      )
      .join("\n"),
  }),
  (words, links) => ({
    path: `docs/runbooks/${words.noun()}-forwarding.md`,
    text: links
      .map(({ from, to }) => `\`${from}\` passes every request on to \`${to}\`. ${sentence(words)}`)
      .join("\n\n"),
  }),
  (words, links) => ({
    path: `gateway/${words.noun()}.nginx.conf`,
    text: links
      .map(
        ({ from, to }) =>
          `server {\n  server_name ${from};\n  location / { proxy_pass http://${to}; }\n}`,
      )
      .join("\n"),
  }),
  (words, links) => ({
    path: `logs/gateway/${words.date()}.log`,
    text: links
      .map(({ from, to }) => `${words.time()} INFO  [gateway] rule loaded: ${from} -> ${to}`)
      .join("\n"),
  }),
];
