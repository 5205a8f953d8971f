// Documents for tests: random JSON written in every way the grammar allows, full of texts that look like keys of a request.
import type { Json } from "../../../core/protocol/json.ts";
import type { Random } from "../../../evals/random.ts";

const texts = [
  "",
  '"',
  "\\",
  '\\"',
  '","model":"x","a":"',
  '{"model":"x","stream":true}',
  "}}}]]]",
  '"stream":true',
  "data: [DONE]\n\n",
  "\u0000\b\f\t\u001f",
  "ſtream",
  "😀 Größe \u2028\u2029",
  "\ud83d",
  "C:\\temp\\new\\u0041",
  "const a = { b: [1, 2] };\n".repeat(3),
];
const otherKeys = [
  "messages",
  "prompt",
  "tools",
  "temperature",
  "metadata",
  "models",
  "Stream Options",
  "m",
  "__proto__",
  "constructor",
  // Once Node 24's JSON.parse has met this key, it can take others that begin with an escape for it.
  ...texts.filter((text) => text !== "\\"),
];

export function hostileText(random: Random): string {
  return random.pick(texts) + (random.int(0, 3) === 0 ? random.pick(texts) : "");
}

export function hostileKey(random: Random): string {
  return random.pick(otherKeys);
}

export function hostileValue(random: Random, depth = 0): Json {
  switch (random.int(0, depth > 4 ? 4 : 6)) {
    case 0:
      return null;
    case 1:
      return random.float() < 0.5;
    case 2:
      return random.pick([0, -0.5, 1e300, 12, 1.5e-7, 123456789]);
    case 3:
    case 4:
      return hostileText(random);
    case 5:
      return Array.from({ length: random.int(0, 4) }, () => hostileValue(random, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.int(0, 4) }, () => [
          random.pick(["model", "stream", "n", hostileKey(random)]),
          hostileValue(random, depth + 1),
        ]),
      );
  }
}

/** The same value in one of the many ways to write it. */
export function written(value: Json, random: Random): string {
  const space = () => random.pick(["", "", "", " ", "\n  ", "\t", "\r\n"]);
  if (typeof value === "string") return writtenText(value, random);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${space()}${written(item, random)}${space()}`);
    return `[${items.length === 0 ? space() : items.join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return writtenObject(
      Object.entries(value).map(([key, item]) => [writtenText(key, random), written(item, random)]),
      random,
    );
  }
  return JSON.stringify(value);
}

export function writtenObject(entries: [key: string, value: string][], random: Random): string {
  const space = () => random.pick(["", "", "", " ", "\n  ", "\t", "\r\n"]);
  const texts = entries.map(
    ([key, value]) => `${space()}${key}${space()}:${space()}${value}${space()}`,
  );
  return `{${texts.length === 0 ? space() : texts.join(",")}}`;
}

function writtenText(text: string, random: Random): string {
  const plain = JSON.stringify(text);
  if (random.int(0, 3) > 0) return plain;
  const escaped = Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).padStart(4, "0"),
  );
  return `"${escaped.map((code) => `\\u${random.int(0, 1) === 0 ? code : code.toUpperCase()}`).join("")}"`;
}
