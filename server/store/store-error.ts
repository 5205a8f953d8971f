// How a store fails: what a person can do something about has a code and a sentence; what a query ran into is told by the
// codes of the two databases, never by their texts.

export type StoreErrorCode = "data_folder" | "database" | "schema_newer" | "busy";

/** `message`: one sentence with the next step, free of passwords. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** A query that SQLite refused; `errcode` is SQLite's extended result code. */
export class SqliteError extends Error {
  readonly code = "ERR_SQLITE_ERROR";
  readonly errcode: number;

  constructor(message: string, errcode: number) {
    super(message);
    this.errcode = errcode;
  }
}

const sqliteUnique = new Set([1555, 2067]);
const postgresUnique = "23505";

/** A row of the same key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof SqliteError
    ? sqliteUnique.has(error.errcode)
    : databaseCode(error) === postgresUnique;
}

/** The primary result code: extended ones carry it in their low byte. */
const sqliteReasons: Readonly<Record<number, string>> = {
  3: "permission denied",
  5: "locked",
  6: "locked",
  8: "read-only",
  10: "input or output failed",
  11: "damaged",
  13: "the disk is full",
  14: "it cannot be opened",
  23: "permission denied",
  26: "not a database",
};

/** Why SQLite does not get on, in words; undefined where the query is to blame. */
export function sqliteReason(error: unknown): string | undefined {
  return error instanceof SqliteError ? sqliteReasons[error.errcode & 0xff] : undefined;
}

export function isSqliteBusy(error: unknown): boolean {
  return error instanceof SqliteError && [5, 6].includes(error.errcode & 0xff);
}

/** Classes of SQLSTATE that say nothing of the query: connection, authorisation, resources, operators, the system. */
const serverClasses = new Set(["08", "28", "3D", "53", "57", "58"]);
/** It may not write here: no rights, or a copy that only follows. */
const serverCodes = new Set(["42501", "25006"]);

/** SQLSTATE or errno of a server that cannot be used; undefined where the query is to blame. */
export function serverReason(error: unknown): string | undefined {
  const code = databaseCode(error);
  if (code === undefined) return undefined;
  const isErrno = error instanceof Error && "errno" in error;
  const isServer = serverClasses.has(code.slice(0, 2)) || serverCodes.has(code);
  return isErrno || isServer || isTlsCode(code) ? code : undefined;
}

function isTlsCode(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_)/.test(code);
}

function databaseCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Names that resolve to several addresses fail with one error for each.
  const single = error instanceof AggregateError ? error.errors[0] : error;
  return single instanceof Error && "code" in single && typeof single.code === "string"
    ? single.code
    : undefined;
}
