// Why an own repository cannot be measured at all. Its messages hold nothing of the code.
export class RepositoryError extends Error {
  readonly code: "folder_unreadable" | "unknown_fim_family";

  constructor(code: RepositoryError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "RepositoryError";
    this.code = code;
  }
}

/** Whether a call of the file system was refused, such as for a file that is gone by now. */
export function isRefusedByDisk(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "code" in error;
}
