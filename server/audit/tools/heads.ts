// The newest signed head of every log, as the store keeps them, checked before anything is built on them, and the
// checkpoint over all of them. It does not look into the logs.
import type { Store } from "../../store/store.ts";
import type { Installation } from "../installation.ts";
import type { AuditLogs } from "../logs.ts";
import { originOf, signCheckpoint, type TreeHead, verifyNote } from "../merkle/note.ts";
import { type AuditAccess, AuditToolError } from "./access.ts";

/** Whose heads are believed: an installation, and the key it is known by. */
export type Authority = Pick<Installation, "id" | "publicKey">;

export type SignedHeads = {
  heads: TreeHead[];
  /** Logs whose head is not what the authority signed. */
  forged: string[];
};

export async function readHeads(store: Store, authority: Authority): Promise<SignedHeads> {
  const rows = await store.db.selectFrom("log_heads").selectAll().orderBy("log").execute();
  const heads: TreeHead[] = [];
  const forged: string[] = [];
  for (const { log, size, root, note } of rows) {
    const signed = verifyNote(note, authority.publicKey);
    const isOwn =
      signed?.origin === `${originOf(authority.id)}/${log}` &&
      signed.size === size &&
      signed.root.toString("base64") === root;
    if (isOwn) heads.push({ log, size: signed.size, root: signed.root });
    else forged.push(log);
  }
  return { heads, forged };
}

/** Those that lie beside the logs, where a copy of the folder has them. */
export async function readKeptHeads(logs: AuditLogs, authority: Authority): Promise<SignedHeads> {
  const heads: TreeHead[] = [];
  const forged: string[] = [];
  for (const { log, note } of (await logs.keptHeads?.()) ?? []) {
    const signed = verifyNote(note, authority.publicKey);
    if (signed?.origin !== `${originOf(authority.id)}/${log}`) forged.push(log);
    else heads.push({ log, size: signed.size, root: signed.root });
  }
  return { heads, forged };
}

export type Checkpoint = { note: string; heads: readonly TreeHead[] };

/** @throws AuditToolError `bad_head` */
export async function makeCheckpoint({
  store,
  installation,
}: Pick<AuditAccess, "store" | "installation">): Promise<Checkpoint> {
  const { heads, forged } = await readHeads(store, installation);
  if (forged.length > 0) {
    throw new AuditToolError(
      "bad_head",
      `The head of ${forged.join(", ")} is not signed by this installation: run tandem audit verify before anything is signed on top of it.`,
    );
  }
  return { note: signCheckpoint({ installation: installation.id, heads, ...installation }), heads };
}
