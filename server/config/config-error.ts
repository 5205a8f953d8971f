// How a configuration is refused: a code and every problem as a sentence that begins with where it stands. No problem quotes
// a value, because values can be secrets that were written in the wrong place.

/** `reference`: something it names is not there, such as an upstream or a secret. */
export type ConfigErrorCode = "unreadable" | "yaml" | "schema" | "reference";

export class ConfigError extends Error {
  readonly code: ConfigErrorCode;
  readonly problems: readonly string[];

  constructor(code: ConfigErrorCode, problems: readonly string[], options?: { cause?: unknown }) {
    super(problems.join("\n"), options);
    this.code = code;
    this.problems = problems;
  }
}
