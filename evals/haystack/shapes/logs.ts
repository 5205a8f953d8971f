// Filler: what running services write: application logs, access logs, events as JSON lines, stack traces.
import type { Passage } from "../passage.ts";
import { capital, type Words } from "../words.ts";

export function applicationLog(words: Words): Passage {
  const service = words.service();
  const day = words.date();
  const lines = words.times(6, 11, () => {
    const level = words.random.pick(["INFO ", "INFO ", "DEBUG", "WARN ", "ERROR"]);
    return `${day}T${words.time()}.${words.random.int(100, 999)}Z ${level} [${words.noun()}] ${event(words)}`;
  });
  return { path: `logs/${service}/${day}.log`, text: lines.sort().join("\n") };
}

export function accessLog(words: Words): Passage {
  const { random } = words;
  const lines = words.times(5, 10, () => {
    const status = random.pick([200, 200, 200, 201, 204, 304, 404, 409, 500]);
    const target = `/v${random.int(1, 3)}/${words.noun()}s/${words.hex(6)}?${words.field()}=${random.int(1, 99)}`;
    return `10.${random.int(0, 31)}.${random.int(0, 255)}.${random.int(1, 254)} ${words.time()} "${random.pick(["GET", "GET", "POST", "PUT", "DELETE"])} ${target}" ${status} ${random.int(90, 48_000)}B ${random.int(1, 1900)}ms`;
  });
  return {
    path: `logs/edge/access-${words.date()}-${random.int(0, 23)}.log`,
    text: lines.join("\n"),
  };
}

export function eventLines(words: Words): Passage {
  const lines = words.times(4, 8, () =>
    JSON.stringify({
      at: `${words.date()}T${words.time()}Z`,
      service: words.service(),
      event: `${words.noun()}.${words.action()}.done`,
      [words.field()]: words.random.int(1, 5000),
      trace: words.hex(12),
    }),
  );
  return {
    path: `events/${words.noun()}-${words.random.int(1, 400)}.jsonl`,
    text: lines.join("\n"),
  };
}

export function stackTrace(words: Words): Passage {
  const { random } = words;
  const frames = words.times(5, 9, () => {
    const file = `services/${words.service()}/src/${words.noun()}-${words.field()}.ts`;
    return `    at ${words.camel()} (${file}:${random.int(3, 400)}:${random.int(2, 60)})`;
  });
  const text = `${words.date()} ${words.time()} unhandled rejection in worker ${random.int(1, 32)}
${capital(words.noun())}${capital(words.field())}Error: ${event(words)}
${frames.join("\n")}
  code: '${words.action().toUpperCase()}_${words.noun().toUpperCase()}',
  attempts: ${random.int(1, 9)}`;
  return { path: `crash/${words.hex(8)}.txt`, text };
}

function event(words: Words): string {
  const { random } = words;
  return random.pick([
    () => `${words.action()} for ${words.noun()} ${words.hex(6)} took ${random.int(2, 4000)} ms`,
    () =>
      `${random.int(2, 90)} ${words.noun()} rows behind, ${words.field()} ${random.int(1, 99)} %`,
    () =>
      `connection to ${words.service()} lost, attempt ${random.int(1, 9)} in ${random.int(1, 30)} s`,
    () =>
      `cache for ${words.noun()} holds ${random.int(10, 9000)} entries, ${random.int(1, 99)} evicted`,
    () => `${words.noun()} ${words.hex(6)} has no ${words.field()}, using ${random.int(1, 500)}`,
    () => `worker ${random.int(1, 32)} took ${words.noun()} lease ${words.hex(8)}`,
  ])();
}
