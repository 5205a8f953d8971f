// What the archive refuses, beside what the run store cannot do.

export class ArchiveError extends Error {
  readonly code: "bad_question" | "no_such_case" | "not_comparable" | "no_such_format" | "bad_file";

  constructor(code: ArchiveError["code"], message: string) {
    super(message);
    this.name = "ArchiveError";
    this.code = code;
  }
}
