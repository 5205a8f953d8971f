// What both regex engines give: which texts a pattern matches and what its groups captured there.

/** `captures` are all groups in order; null is a group that took no part. */
export type Match = null | {
  captures: (string | null)[];
  named: Record<string, string | null>;
};

export type Matches =
  | { ok: false; problem: string }
  /** Shorter than the texts when the engine was stopped: the next one was too much for it. */
  | { ok: true; matches: Match[]; end: "done" | "timeout" | "died" };

/** @throws SandboxError when the engine cannot be run, the signal's reason when aborted */
export type Matcher = (pattern: string, texts: readonly string[]) => Promise<Matches>;
