// Counters, gauges and histograms in Prometheus' text format. Our own few lines instead of a client library, because
// the names, the label order and the `_created` series of another program have to be reproduced to the letter.

export type Labels = Readonly<Record<string, string>>;

export type Counter = { add(amount: number, labels?: Labels): void };
export type Histogram = { observe(value: number): void };

export class Registry {
  readonly #families: (() => string[])[] = [];
  readonly #base: Labels;
  readonly #createdAtSeconds: number;

  constructor(base: Labels, createdAtSeconds: number) {
    this.#base = base;
    this.#createdAtSeconds = createdAtSeconds;
  }

  counter(name: string, help: string, known: readonly Labels[] = [{}]): Counter {
    const values = new Map(known.map((labels) => [JSON.stringify(labels), { labels, value: 0 }]));
    this.#families.push(() => [
      ...head(`${name}_total`, help, "counter"),
      ...[...values.values()].map(({ labels, value }) =>
        this.#line(`${name}_total`, labels, value),
      ),
      ...this.#created(
        name,
        help,
        [...values.values()].map(({ labels }) => labels),
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
  }

  /** A counter that somebody else keeps; read when the page is rendered, as gauges are. */
  sum(name: string, help: string, read: () => number): void {
    const total = `${name}_total`;
    this.#families.push(() => [...head(total, help, "counter"), this.#line(total, {}, read())]);
  }

  gauge(name: string, help: string, read: () => number, labels: Labels = {}): void {
    this.#families.push(() => [...head(name, help, "gauge"), this.#line(name, labels, read())]);
  }

  histogram(name: string, help: string, buckets: readonly number[]): Histogram {
    const counts = [...buckets, Number.POSITIVE_INFINITY].map((le) => ({ le, count: 0 }));
    let sum = 0;
    this.#families.push(() => [
      ...head(name, help, "histogram"),
      ...counts.map(({ le, count }) =>
        this.#line(`${name}_bucket`, { le: bucketLabel(le) }, count),
      ),
      this.#line(`${name}_count`, {}, counts.at(-1)?.count ?? 0),
      this.#line(`${name}_sum`, {}, sum),
      ...this.#created(name, help, [{}]),
    ]);
    return {
      observe(value) {
        sum += value;
        for (const bucket of counts) if (value <= bucket.le) bucket.count += 1;
      },
    };
  }

  render(): string {
    return `${this.#families.flatMap((family) => family()).join("\n")}\n`;
  }

  #created(name: string, help: string, all: readonly Labels[]): string[] {
    return [
      ...head(`${name}_created`, help, "gauge"),
      ...all.map((labels) => this.#line(`${name}_created`, labels, this.#createdAtSeconds)),
    ];
  }

  #line(name: string, labels: Labels, value: number): string {
    return `${name}${renderLabels({ ...this.#base, ...labels })} ${pythonFloat(value)}`;
  }
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
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
