// Filler: configuration, tables of figures, output of commands.
import type { Passage } from "../passage.ts";
import type { Words } from "../words.ts";

export function deployment(words: Words): Passage {
  const { random } = words;
  const service = words.service();
  const variables = words.times(
    2,
    5,
    () =>
      `            - name: ${words.snake().toUpperCase()}\n              value: "${random.int(1, 9000)}"`,
  );
  const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${service}
  labels: { team: ${words.noun()}, tier: ${random.pick(["web", "worker", "batch"])} }
spec:
  replicas: ${random.int(1, 24)}
  template:
    spec:
      containers:
        - name: ${words.noun()}
          image: registry.internal/${service}:${random.int(1, 9)}.${random.int(0, 60)}.${random.int(0, 9)}
          env:
${variables.join("\n")}
          resources:
            limits: { cpu: "${random.int(1, 8)}", memory: ${random.int(1, 16)}Gi }`;
  return { path: `deploy/${service}/deployment.yaml`, text };
}

export function iniFile(words: Words): Passage {
  const sections = words.times(2, 4, () => {
    const lines = words.times(3, 5, () => `${words.snake()} = ${words.random.int(1, 9999)}`);
    return `[${words.noun()}.${words.field()}]\n${lines.join("\n")}`;
  });
  return { path: `config/${words.service()}.ini`, text: sections.join("\n\n") };
}

export function jsonSettings(words: Words): Passage {
  const { random } = words;
  const settings = Object.fromEntries(
    words.times(3, 6, () => [
      words.camel(),
      random.pick([
        () => random.int(1, 5000),
        () => random.float() < 0.5,
        () => ({ [words.field()]: random.int(1, 90), owner: words.person().toLowerCase() }),
        () => words.times(2, 4, () => words.noun()),
      ])(),
    ]),
  );
  return { path: `config/${words.service()}.json`, text: JSON.stringify(settings, null, 2) };
}

export function csvReport(words: Words): Passage {
  const { random } = words;
  const date = words.date();
  const field = words.field();
  const rows = words.times(6, 12, () =>
    [
      words.service(),
      date,
      random.int(1, 90_000),
      random.int(1, 3000),
      `${random.int(0, 99)}.${random.int(0, 9)}`,
    ].join(","),
  );
  return {
    path: `reports/${words.noun()}-${field}-${date}.csv`,
    text: `service,day,${field},p95_ms,error_percent\n${rows.join("\n")}`,
  };
}

export function testOutput(words: Words): Passage {
  const { random } = words;
  const lines = words.times(6, 11, () => {
    const mark = random.float() < 0.9 ? "ok  " : "FAIL";
    return `${mark} ${words.noun()}/${words.field()} ${words.snake()} (${random.int(1, 900)} ms)`;
  });
  const text = `$ make test-${words.noun()}\n${lines.join("\n")}\n${random.int(40, 900)} tests, ${random.int(0, 4)} skipped, seed ${random.int(1, 99_999)}`;
  return { path: `ci/run-${random.int(1000, 99_999)}.txt`, text };
}

export function history(words: Words): Passage {
  const { random } = words;
  const commits = words.times(
    5,
    9,
    () =>
      `${words.hex(8)} ${words.date()} ${words.person()}: ${words.noun()}: ${words.action()} the ${words.field()} of ${words.noun()}s (+${random.int(1, 300)} -${random.int(0, 200)})`,
  );
  return { path: `history/${words.service()}.txt`, text: commits.join("\n") };
}
