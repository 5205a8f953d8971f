// Reads the samples of a Prometheus page in its text format. Knows no metric.

export type MetricSample = { name: string; labels: Record<string, string>; value: number };

const line = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** Whatever is no sample is left out, so another kind of document gives none. */
export function parsePrometheus(text: string): MetricSample[] {
  return text.split("\n").flatMap((row) => {
    const match = line.exec(row);
    const [, name, labels = "", value = ""] = match ?? [];
    const number = Number(value);
    if (name === undefined || Number.isNaN(number)) return [];
    const pairs = [...labels.matchAll(label)].map(([, key = "", text = ""]) => [
      key,
      withoutEscapes(text),
    ]);
    return [{ name, labels: Object.fromEntries(pairs), value: number }];
  });
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => (character === "n" ? "\n" : character));
}
