// Filler: what people write beside the code: runbooks, decisions, meeting notes, changelogs, reviews, API pages.
import type { Passage } from "../passage.ts";
import { capital, type Words } from "../words.ts";

export function runbook(words: Words): Passage {
  const service = words.service();
  const steps = words.times(3, 6, (at) => `${at + 1}. ${sentence(words)}`);
  const text = `# ${capital(words.noun())} alerts of ${service}

${sentence(words)} ${sentence(words)}

${steps.join("\n")}

Owner: ${words.person()}. Reviewed ${words.date()}.`;
  return { path: `docs/runbooks/${service}-${words.noun()}.md`, text };
}

export function decision(words: Words): Passage {
  const number = words.random.int(10, 400);
  const text = `# ${number}. ${capital(words.noun())} ${words.field()} moves to ${words.service()}

Status: ${words.random.pick(["accepted", "superseded", "proposed"])}, ${words.date()}

## Context
${sentence(words)} ${sentence(words)}

## Decision
${sentence(words)}

## Consequences
- ${sentence(words)}
- ${sentence(words)}`;
  return { path: `docs/decisions/${number}-${words.noun()}-${words.field()}.md`, text };
}

export function meetingNotes(words: Words): Passage {
  const lines = words.times(4, 7, () => `- ${words.person()}: ${sentence(words)}`);
  const date = words.date();
  const text = `Weekly of the ${words.noun()} team, ${date}\n\n${lines.join("\n")}`;
  return { path: `notes/${date}-${words.noun()}.md`, text };
}

export function changelog(words: Words): Passage {
  const { random } = words;
  const releases = words.times(2, 3, () => {
    const items = words.times(
      2,
      4,
      () => `- ${words.service()}: ${sentence(words)} (#${random.int(100, 9999)})`,
    );
    return `## ${random.int(1, 9)}.${random.int(0, 40)}.${random.int(0, 12)} (${words.date()})\n\n${items.join("\n")}`;
  });
  return { path: `${words.service()}/CHANGELOG.md`, text: releases.join("\n\n") };
}

export function reviewThread(words: Words): Passage {
  const { random } = words;
  const comments = words.times(3, 5, () => {
    const place = `${words.noun()}-${words.field()}.ts:${random.int(3, 300)}`;
    return `${words.person()} on ${place}\n> ${words.action()}(${words.noun()}, ${random.int(2, 99)})\n${sentence(words)}`;
  });
  const number = random.int(100, 9999);
  return {
    path: `reviews/${number}.md`,
    text: `Change ${number}: ${words.action()} ${words.noun()}s by ${words.field()}\n\n${comments.join("\n\n")}`,
  };
}

export function apiPage(words: Words): Passage {
  const { random } = words;
  const noun = words.noun();
  const fields = [...new Set(words.times(3, 5, () => words.field()))];
  const rows = fields.map(
    (field) =>
      `| \`${field}\` | ${random.pick(["integer", "string", "boolean"])} | ${random.pick(["yes", "no"])} | ${sentence(words)} |`,
  );
  const text = `## ${random.pick(["POST", "PUT", "PATCH"])} /v${random.int(1, 3)}/${noun}s/{id}/${words.action()}

${sentence(words)}

| field | type | required | meaning |
| --- | --- | --- | --- |
${rows.join("\n")}

Answers ${random.pick([200, 202, 204])}; ${random.pick([409, 422, 429])} when the ${fields[0]} is above ${random.int(10, 900)}.`;
  return { path: `docs/api/${noun}-${words.action()}.md`, text };
}

/** One sentence as such teams write it; there are a few thousand different ones. */
export function sentence(words: Words): string {
  const { random, noun, field, action, service } = words;
  return random.pick([
    () =>
      `The ${noun()} queue is drained before ${service()} restarts, otherwise the ${field()} is counted twice.`,
    () => `Do not ${action()} any ${noun()} by hand while the ${field()} job runs.`,
    () =>
      `${service()} asks for the ${field()} of each ${noun()} and keeps it for ${random.int(2, 90)} minutes.`,
    () => `Any ${noun()} without ${field()} is skipped and shows up in the weekly ${noun()} mail.`,
    () =>
      `We measured ${random.int(2, 80)} % fewer ${noun()} timeouts after the ${field()} was lowered.`,
    () => `Since the last incident ${service()} refuses any ${field()} below ${random.int(2, 60)}.`,
    () => `Ask the ${noun()} team before the ${field()} of a tenant is raised.`,
    () =>
      `If the ${noun()} page stays red for ${random.int(3, 45)} minutes, ${action()} the ${noun()} cache first.`,
    () => `The old ${noun()} path still answers, but nobody but ${service()} calls it.`,
    () => `Both sides ${action()} their ${noun()}s, so a repeated message does no harm.`,
    () => `This needs its own ${field()} per ${noun()}, and the table has only one per tenant.`,
    () => `Staging runs with a tenth of the ${field()}, which hides the problem there.`,
    () => `The test for ${noun()} ${field()} fails about once in ${random.int(20, 400)} runs.`,
    () => `Nothing reads the ${noun()} ${field()} any more; it can go with the next release.`,
  ])();
}
