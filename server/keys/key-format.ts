// What a key looks like, how a new one is drawn and what is stored of it. It knows neither the store nor who holds a key.
import { hash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** A whole key anywhere in a text, for scanners of secrets and for whatever must not let one through. */
export const keyPattern = /tdm_[0-9a-hjkmnp-tv-z]{8}_[A-Za-z0-9_-]{49}/;

/** Whoever writes a key from hand to paper meets no two characters that look alike: no i, l, o, u. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const wholeKey = new RegExp(`^${keyPattern.source}$`);
const idAt = 4;
const secretAt = 13;
const checksumAt = 56;

export type NewKey = { id: string; key: string };

/** `tdm_` + id + `_` + 256 random bits + checksum. */
export function newKey(): NewKey {
  const id = randomId(5);
  const unchecked = `tdm_${id}_${randomBytes(32).toString("base64url")}`;
  return { id, key: unchecked + checksumOf(unchecked) };
}

/** Eight characters for every five bytes. */
export function randomId(bytes: number): string {
  let value = BigInt(`0x${randomBytes(bytes).toString("hex")}`);
  let text = "";
  for (let at = 0; at < (bytes * 8) / 5; at++) {
    text = alphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}

/** What is stored of a key. 256 random bits need no slow hash. */
export function hashOf(key: string): string {
  return hash("sha256", key, "hex");
}

/** The id a text would have if it were a key; no promise that it is one. */
export function idIn(presented: string): string {
  return presented.slice(idAt, secretAt - 1);
}

/** False for what was cut off or mistyped, so that it can be told apart from keys that are not known here. */
export function isWellFormed(presented: string): boolean {
  return (
    wholeKey.test(presented) &&
    presented.slice(checksumAt) === checksumOf(presented.slice(0, checksumAt))
  );
}

function checksumOf(unchecked: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(unchecked));
  return bytes.toString("base64url");
}
