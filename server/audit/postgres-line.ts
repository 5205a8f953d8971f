// A connection to PostgreSQL that stays one connection, because a lock belongs to it. It does not know what is asked.
import { CompiledQuery, type Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import type { Store } from "../store/store.ts";

export type PostgresLine = {
  /** What the server knows it by. */
  readonly session: { pid: number; since: string };
  /** @throws what the server or the connection says, `LineSilent` when neither does for long. */
  ask<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Its locks go with it. Never throws. */
  close(): Promise<void>;
};

/** A network that drops everything is noticed by nobody else for a quarter of an hour. */
const silenceMs = 30_000;

export class LineSilent extends Error {
  readonly code = "ETIMEDOUT";
}

export async function openLine(store: Store): Promise<PostgresLine> {
  const opened = Promise.withResolvers<PostgresLine>();
  const closed = Promise.withResolvers<void>();
  const held = store.db.connection().execute(async (connection) => {
    const session = await sessionOf(connection);
    let isSilent = false;
    opened.resolve({
      session,
      async ask<Row>(text: string, values: readonly unknown[]) {
        const answer = connection.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
        try {
          return (await beforeSilence(answer)).rows;
        } catch (error) {
          isSilent ||= error instanceof LineSilent;
          throw error;
        }
      },
      async close() {
        closed.resolve();
        // One that does not answer is not waited for. One that is broken says so once more.
        if (!isSilent) await held.catch(() => undefined);
      },
    });
    await closed.promise;
    await connection.executeQuery(CompiledQuery.raw("select pg_advisory_unlock_all()"));
  });
  // When no connection can be made, nobody has a line to close.
  held.catch(opened.reject);
  return opened.promise;
}

async function sessionOf(connection: Kysely<Tables>): Promise<PostgresLine["session"]> {
  const { rows } = await connection.executeQuery<PostgresLine["session"]>(
    CompiledQuery.raw(
      "select pid, backend_start::text as since from pg_stat_activity where pid = pg_backend_pid()",
    ),
  );
  const [session] = rows;
  if (session === undefined) throw new Error("The database does not know this connection.");
  return session;
}

async function beforeSilence<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LineSilent("The database does not answer.")), silenceMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
