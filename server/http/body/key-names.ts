// Which of the keys the gateway knows stands here, compared byte by byte. A key that some reader could take for a control
// key (in other letter cases, with escapes, with letters that fold to the same) is refused, because another reader of the
// same body would not.
import { GatewayError } from "../../gateway-error.ts";

/** What decides how a request is routed and counted: once, and written plainly. */
const controlKeys = ["model", "stream", "stream_options", "priority", "n"] as const;
const readKeys = [
  "max_tokens",
  "max_completion_tokens",
  "messages",
  "prompt",
  "input",
  "tools",
] as const;
const streamOptionKeys = ["include_usage", "continuous_usage_stats"] as const;

export type ControlKey = (typeof controlKeys)[number];
export type BodyKey = (typeof controlKeys | typeof readKeys)[number];
export type StreamOptionKey = (typeof streamOptionKeys)[number];

type Names<Key> = {
  /** Those of one length are compared in turn. */
  byLength: ReadonlyMap<number, readonly { key: Key; bytes: Buffer }[]>;
  control: readonly string[];
};

const bodyNames = namesOf<BodyKey>([...controlKeys, ...readKeys], controlKeys);
const optionNames = namesOf<StreamOptionKey>(streamOptionKeys, streamOptionKeys);

/** A longer key cannot be a control key, not even with every letter escaped. */
const longestEscaped = 6 * 24;

/** `from` and `to` include the quotes. @throws GatewayError `duplicate_key` for a look-alike. */
export function bodyKey(body: Buffer, from: number, to: number): BodyKey | undefined {
  return keyAmong(bodyNames, body, from + 1, to - 1);
}

export function streamOptionKey(
  body: Buffer,
  from: number,
  to: number,
): StreamOptionKey | undefined {
  return keyAmong(optionNames, body, from + 1, to - 1);
}

export function refuseTwice(key: string): never {
  throw new GatewayError(
    "duplicate_key",
    `The request's body has "${key}" more than once: send it once.`,
  );
}

function namesOf<Key extends string>(keys: readonly Key[], control: readonly string[]): Names<Key> {
  const byLength = Map.groupBy(
    keys.map((key) => ({ key, bytes: Buffer.from(key) })),
    ({ bytes }) => bytes.length,
  );
  return { byLength, control };
}

function keyAmong<Key>(names: Names<Key>, body: Buffer, from: number, to: number): Key | undefined {
  if (!isPlain(body, from, to)) {
    if (to - from <= longestEscaped)
      refuseLookAlike(names.control, body.toString("utf8", from, to));
    return undefined;
  }
  for (const { key, bytes } of names.byLength.get(to - from) ?? []) {
    if (isAt(body, from, bytes)) return key;
  }
  return undefined;
}

/** Only small letters, digits and underscores: it means what it looks like. */
function isPlain(body: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = body[at] ?? 0;
    if (!((byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || (byte >= 0x30 && byte <= 0x39))) {
      return false;
    }
  }
  return true;
}

function isAt(body: Buffer, at: number, bytes: Buffer): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    if (body[at + index] !== bytes[index]) return false;
  }
  return true;
}

function refuseLookAlike(control: readonly string[], escaped: string): void {
  const text: string = JSON.parse(`"${escaped}"`);
  // Upper and then lower case also folds letters such as ſ and the Kelvin sign, as Go's reader does.
  const folded = text.toUpperCase().toLowerCase();
  if (!control.includes(folded)) return;
  throw new GatewayError(
    "duplicate_key",
    `The request's body has a key that can be taken for "${folded}": write it exactly so, and once.`,
  );
}
