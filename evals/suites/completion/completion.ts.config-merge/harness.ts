// Lays layers given as JSON over each other, scribbles into the result and tells whether the layers stayed as they were.
import { effectiveSettings, merge, type Settings, type Value } from "./config.ts";

export function run(texts: string[]): unknown {
  const layers = texts.map((text) => JSON.parse(text) as Settings);
  const result = layers.length === 2 ? merge(layers[0]!, layers[1]!) : effectiveSettings(layers);
  const text = JSON.stringify(result);
  scribble(result);
  const polluted = ({} as Record<string, unknown>)["polluted"] !== undefined;
  return [text, layers.every((layer, at) => JSON.stringify(layer) === JSON.stringify(JSON.parse(texts[at]!))), polluted];
}

function scribble(value: Value): void {
  if (typeof value !== "object" || value === null) return;
  for (const item of Object.values(value)) scribble(item);
  if (Array.isArray(value)) value.push("scribbled");
  else value["scribbled"] = true;
}
