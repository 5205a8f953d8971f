// How a query or answer is encrypted: AES-256-GCM under a subject key, nonce ‖ ciphertext ‖ tag, and how a subject is named
// after its key. It does not know whose key it is.
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type DecipherGCM,
  hash,
  type KeyObject,
  randomFillSync,
} from "node:crypto";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** The key is the preimage of its name, so that no other key can be given out for it. */
export function subjectOf(key: Buffer): string {
  return hash("sha256", Buffer.concat([Buffer.from("tandem subject"), key])).slice(0, 32);
}

export function keyOf(bytes: Buffer): KeyObject {
  return createSecretKey(bytes);
}

export function encrypt(key: KeyObject, plain: Buffer): Buffer {
  const payload = Buffer.allocUnsafe(nonceBytes + plain.length + tagBytes);
  takeNonce(payload);
  const nonce = payload.subarray(0, nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  // GCM is a stream cipher: `final` has no bytes left to give.
  cipher.update(plain).copy(payload, nonceBytes);
  cipher.final();
  cipher.getAuthTag().copy(payload, nonceBytes + plain.length);
  return payload;
}

/** Undefined where the payload is not what was encrypted under this key. */
export function decrypt(key: KeyObject, payload: Buffer): Buffer | undefined {
  const end = payload.length - tagBytes;
  if (end < nonceBytes) return undefined;
  const nonce = payload.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(payload.subarray(end));
  const plain = decipher.update(payload.subarray(nonceBytes, end));
  return isAuthentic(decipher) ? plain : undefined;
}

function isAuthentic(decipher: DecipherGCM): boolean {
  try {
    decipher.final();
    return true;
  } catch (error) {
    // Node gives this one no code; nothing else can happen here.
    if (error instanceof Error) return false;
    throw error;
  }
}

// Asking for twelve random bytes costs as much as asking for thousands.
const nonces = Buffer.alloc(nonceBytes * 1024);
let nextNonce = nonces.length;

function takeNonce(target: Buffer): void {
  if (nextNonce === nonces.length) {
    randomFillSync(nonces);
    nextNonce = 0;
  }
  nonces.copy(target, 0, nextNonce, nextNonce + nonceBytes);
  nextNonce += nonceBytes;
}
