// Counters and histograms that cost a request next to nothing: who counts holds the series itself, and labels are looked at
// only when somebody reads the page. They stand in a registry of prom-client, which writes the page. (Its own hash their
// labels with every observation, 0.4 µs each; what a request counts in here takes as long altogether.) What has counted
// nothing is not on the page.
import type { Metric, Registry } from "prom-client";

export type Labels = Readonly<Record<string, string>>;

export type Counter = { add(amount: number): void };
export type Histogram = { observe(value: number): void };
export type Family<Series> = { with(labels: Labels): Series };

type Heading = { name: string; help: string };

export function counterFamily(registry: Registry, heading: Heading): Family<Counter> {
  return family(registry, { ...heading, type: "counter" }, () => {
    let value = 0;
    return {
      add(amount) {
        value += amount;
      },
      read: (labels) => (value === 0 ? [] : [{ labels, value }]),
    };
  });
}

/** @param buckets upper bounds, ascending, without the infinite one */
export function histogramFamily(
  registry: Registry,
  { buckets, ...heading }: Heading & { buckets: readonly number[] },
): Family<Histogram> {
  return family(registry, { ...heading, type: "histogram" }, () => {
    const counts = new Float64Array(buckets.length + 1);
    let sum = 0;
    return {
      observe(value) {
        let index = 0;
        while (value > (buckets[index] ?? Number.POSITIVE_INFINITY)) index += 1;
        counts[index] = (counts[index] ?? 0) + 1;
        sum += value;
      },
      read(labels) {
        if (counts.every((inBucket) => inBucket === 0)) return [];
        let count = 0;
        const rows = [...counts].map((inBucket, index): Sample => {
          count += inBucket;
          const le = buckets[index] === undefined ? "+Inf" : String(buckets[index]);
          return {
            metricName: `${heading.name}_bucket`,
            labels: { le },
            sharedLabels: labels,
            value: count,
          };
        });
        const rest = [
          { metricName: `${heading.name}_sum`, labels, value: sum },
          { metricName: `${heading.name}_count`, labels, value: count },
        ];
        return [...rows, ...rest];
      },
    };
  });
}

type Sample = { metricName?: string; labels: Labels; sharedLabels?: Labels; value: number };
type Readable = { read(labels: Labels): Sample[] };

function family<Series>(
  registry: Registry,
  heading: Heading & { type: "counter" | "histogram" },
  create: () => Series & Readable,
): Family<Series> {
  const all = new Map<string, { labels: Labels; series: Series & Readable }>();
  const metric = {
    ...heading,
    async get() {
      const values = [...all.values()].flatMap(({ labels, series }) => series.read(labels));
      return { ...heading, values };
    },
    reset: () => all.clear(),
  };
  // A registry calls nothing but `get` and `reset` and reads `name` and `type`; the declared type is the union of its
  // own classes.
  registry.registerMetric(metric as unknown as Metric);
  return {
    with(labels) {
      const key = JSON.stringify(labels);
      const known = all.get(key);
      if (known !== undefined) return known.series;
      const series = create();
      all.set(key, { labels, series });
      return series;
    },
  };
}
