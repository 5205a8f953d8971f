// Signed tree heads as C2SP signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint): writing, reading and checking
// them, for one log and for all logs of an installation at once. It does not know where keys or heads are kept.
import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import { createFrontier, hashBytes } from "./tree.ts";

export type Signer = {
  /** Ed25519 over these bytes. */
  sign(text: Buffer): Buffer;
  /** Ed25519, the 32 bytes of RFC 8032. */
  publicKey: Buffer;
};

export type TreeHead = { log: string; size: number; root: Buffer };

export type Note = {
  /** What is signed: all lines with their line ends. */
  text: string;
  origin: string;
  size: number;
  root: Buffer;
  /** Lines after the root. */
  extensions: readonly string[];
  signatures: readonly NoteSignature[];
};

export type NoteSignature = { name: string; keyId: Buffer; signature: Buffer };

/** A head of one log: origin `tandem/INSTALLATION/LOG`. */
export function signHead(head: TreeHead & Signer & { installation: string }): string {
  const origin = originOf(head.installation, head.log);
  return signNote(origin, headLines(origin, head.size, head.root), head);
}

/** The heads of all logs under one signature: origin `tandem/INSTALLATION`, every head as an extension line. */
export function signCheckpoint(
  checkpoint: { installation: string; heads: readonly TreeHead[] } & Signer,
): string {
  const origin = originOf(checkpoint.installation);
  const lines = checkpoint.heads
    .toSorted((a, b) => (a.log < b.log ? -1 : 1))
    .map(({ log, size, root }) => `${nameOf(log)} ${size} ${root.toString("base64")}`);
  const size = checkpoint.heads.reduce((sum, head) => sum + head.size, 0);
  const text = [headLines(origin, size, rootOfLines(lines)), ...lines.map((line) => `${line}\n`)];
  return signNote(origin, text.join(""), checkpoint);
}

/** Undefined when it is not a checkpoint; says nothing about its signatures. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n") || hasControls(note)) return undefined;
  const text = note.slice(0, split + 1);
  const [origin, size, root, ...extensions] = text.slice(0, -1).split("\n");
  const rootHash = decode(root ?? "");
  const signatures = note
    .slice(split + 2, -1)
    .split("\n")
    .map(parseSignature);
  if (!origin || !isCount(size) || rootHash?.length !== hashBytes || extensions.includes("")) {
    return undefined;
  }
  if (!signatures.every((signature) => signature !== undefined)) return undefined;
  return { text, origin, size: Number(size), root: rootHash, extensions, signatures };
}

/**
 * The note, where it is whole and this key signed it under its origin; undefined otherwise. Signatures of other keys, such
 * as those of witnesses, are passed over.
 */
export function verifyNote(note: string, publicKey: Buffer): Note | undefined {
  const parsed = parseNote(note);
  if (parsed === undefined) return undefined;
  const keyId = keyIdOf(parsed.origin, publicKey);
  const own = parsed.signatures.filter(
    ({ name, keyId: id }) => name === parsed.origin && id.equals(keyId),
  );
  const text = Buffer.from(parsed.text);
  const isOwn =
    own.length > 0 && own.every(({ signature }) => isSigned(text, signature, publicKey));
  return isOwn ? parsed : undefined;
}

export function isSigned(text: Buffer, signature: Buffer, publicKey: Buffer): boolean {
  return verify(null, text, keyObjectOf(publicKey), signature);
}

/** The heads a checkpoint over all logs lists; undefined where they do not add up to its size and root. */
export function headsOf(checkpoint: Note): TreeHead[] | undefined {
  const heads = checkpoint.extensions.map(parseHeadLine);
  if (!heads.every((head) => head !== undefined)) return undefined;
  const names = heads.map((head) => head.log);
  const isSorted = names.every((name, index) => index === 0 || (names[index - 1] ?? "") < name);
  const size = heads.reduce((sum, head) => sum + head.size, 0);
  const isWhole = rootOfLines(checkpoint.extensions).equals(checkpoint.root);
  return isSorted && size === checkpoint.size && isWhole ? heads : undefined;
}

export function originOf(installation: string, log?: string): string {
  return ["tandem", installation, ...(log === undefined ? [] : [log])].map(nameOf).join("/");
}

/** The key in a line that `verifierKey` wrote, or in base64; undefined where it is neither. */
export function readVerifierKey(text: string): Buffer | undefined {
  const bare = decode(text);
  if (bare?.length === 32) return bare;
  const [name = "", , encoded = ""] = text.split(/\+(.{8})\+/);
  const bytes = decode(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ed25519) return undefined;
  const key = bytes.subarray(1);
  return verifierKey(name, key) === text ? key : undefined;
}

/** As other tools take a key: name, key id and key in one line. */
export function verifierKey(origin: string, publicKey: Buffer): string {
  const key = Buffer.concat([Buffer.of(ed25519), publicKey]).toString("base64");
  return `${origin}+${keyIdOf(origin, publicKey).toString("hex")}+${key}`;
}

const ed25519 = 0x01;
const dash = "\u2014";
/** DER in front of the 32 bytes of an Ed25519 key (RFC 8410). */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

function headLines(origin: string, size: number, root: Buffer): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

function signNote(origin: string, text: string, signer: Signer): string {
  const signature = Buffer.concat([
    keyIdOf(origin, signer.publicKey),
    signer.sign(Buffer.from(text)),
  ]);
  return `${text}\n${dash} ${origin} ${signature.toString("base64")}\n`;
}

function rootOfLines(lines: readonly string[]): Buffer {
  const frontier = createFrontier();
  for (const line of lines) {
    frontier.append(hash("sha256", Buffer.from(`\0${line}`), "buffer"));
  }
  return frontier.root();
}

function keyIdOf(name: string, publicKey: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ed25519), publicKey]);
  return hash("sha256", input, "buffer").subarray(0, 4);
}

function keyObjectOf(publicKey: Buffer): KeyObject {
  const key = Buffer.concat([spkiPrefix, publicKey]);
  return createPublicKey({ key, format: "der", type: "spki" });
}

/** Names stand in lines that spaces and line ends divide, and in key names, which must not hold a plus sign. */
function nameOf(name: string): string {
  if (!/^[^\s+\p{Cc}]+$/u.test(name)) {
    throw new RangeError("The name of a log has to be without spaces and plus signs.");
  }
  return name;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [mark, name, encoded, ...rest] = line.split(" ");
  const bytes = decode(encoded ?? "");
  if (mark !== dash || !name || name.includes("+") || rest.length > 0) return undefined;
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function parseHeadLine(line: string): TreeHead | undefined {
  const [log, size, root, ...rest] = line.split(" ");
  const hashOfRoot = decode(root ?? "");
  if (!log || !isCount(size) || hashOfRoot?.length !== hashBytes || rest.length > 0) {
    return undefined;
  }
  return { log, size: Number(size), root: hashOfRoot };
}

function isCount(text: string | undefined): text is string {
  return text !== undefined && /^(0|[1-9][0-9]{0,15})$/.test(text);
}

/** Base64 in its one canonical form, so that a head cannot be written in two ways. */
function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

function hasControls(note: string): boolean {
  return /[\p{Cc}]/u.test(note.replaceAll("\n", ""));
}
