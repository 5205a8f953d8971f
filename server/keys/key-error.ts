// What cannot be done with keys, as codes with one sentence each; none of them holds a key.

export type KeyErrorCode =
  | "bad_name"
  | "bad_expiry"
  | "unknown_key"
  | "already_rotated"
  | "already_revoked";

export class KeyError extends Error {
  readonly code: KeyErrorCode;

  constructor(code: KeyErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
