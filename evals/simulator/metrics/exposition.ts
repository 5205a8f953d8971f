// Counters, gauges and histograms in Prometheus' text format. Our own few lines instead of a client library, because
// the names, the label order and the `_created` series of another program have to be reproduced to the letter.

export type Labels = Readonly<Record<string, string>>;

export type Counter = { add(amount: number, labels?: Labels): void };
export type Histogram = { observe(value: number): void };

export type Registry = {
  counter(name: string, help: string, known?: readonly Labels[]): Counter;
  /** A counter that somebody else keeps; read when the page is rendered, as gauges are. */
  sum(name: string, help: string, read: () => number): void;
  gauge(name: string, help: string, read: () => number, labels?: Labels): void;
  histogram(name: string, help: string, buckets: readonly number[]): Histogram;
  render(): string;
};

export function createRegistry(base: Labels, createdAtSeconds: number): Registry {
  const families: (() => string[])[] = [];
  const line = (name: string, labels: Labels, value: number) =>
    `${name}${renderLabels({ ...base, ...labels })} ${pythonFloat(value)}`;
  const head = (name: string, help: string, type: string) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
  ];

  return {
    counter(name, help, known = [{}]) {
      const values = new Map(known.map((labels) => [JSON.stringify(labels), { labels, value: 0 }]));
      families.push(() => [
        ...head(`${name}_total`, help, "counter"),
        ...[...values.values()].map(({ labels, value }) => line(`${name}_total`, labels, value)),
        ...head(`${name}_created`, help, "gauge"),
        ...[...values.values()].map(({ labels }) =>
          line(`${name}_created`, labels, createdAtSeconds),
        ),
      ]);
      return {
        add(amount, labels = {}) {
          const key = JSON.stringify(labels);
          const entry = values.get(key) ?? { labels, value: 0 };
          entry.value += amount;
          values.set(key, entry);
        },
      };
    },
    sum(name, help, read) {
      const total = `${name}_total`;
      families.push(() => [...head(total, help, "counter"), line(total, {}, read())]);
    },
    gauge(name, help, read, labels = {}) {
      families.push(() => [...head(name, help, "gauge"), line(name, labels, read())]);
    },
    histogram(name, help, buckets) {
      const counts = [...buckets, Number.POSITIVE_INFINITY].map((le) => ({ le, count: 0 }));
      let sum = 0;
      families.push(() => [
        ...head(name, help, "histogram"),
        ...counts.map(({ le, count }) => line(`${name}_bucket`, { le: bucketLabel(le) }, count)),
        line(`${name}_count`, {}, counts.at(-1)?.count ?? 0),
        line(`${name}_sum`, {}, sum),
        ...head(`${name}_created`, help, "gauge"),
        line(`${name}_created`, {}, createdAtSeconds),
      ]);
      return {
        observe(value) {
          sum += value;
          for (const bucket of counts) if (value <= bucket.le) bucket.count += 1;
        },
      };
    },
    render: () => `${families.flatMap((family) => family()).join("\n")}\n`,
  };
}

/** Labels in alphabetical order, as prometheus_client writes them. */
function renderLabels(labels: Labels): string {
  const entries = Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return "";
  return `{${entries.map(([name, value]) => `${name}="${value}"`).join(",")}}`;
}

function bucketLabel(le: number): string {
  return le === Number.POSITIVE_INFINITY ? "+Inf" : pythonFloat(le);
}

function pythonFloat(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}
