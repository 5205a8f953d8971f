// What a replay of typing says about its requests: how many there were for each completion that was shown, how long one
// went on after an edit contradicted it, and how much of the prompts the server had cached. Pure functions over records.

export type TimedEdit = { atMs: number; text: string };

export type TimedRequest = {
  /** How many edits had been made when it was sent: its answer continues the text after them. */
  editsBefore: number;
  /** What arrived of the answer, piece by piece. */
  pieces: readonly { atMs: number; text: string }[];
  endedAtMs: number;
  /** Whether the client ended it. */
  wasAborted: boolean;
};

export type Contradiction = {
  /** From the edit that contradicts the request to the request's end. */
  afterEditMs: number;
  /** The same from when the contradicted text was there, too: nobody can know earlier. */
  afterKnownMs: number;
};

export type TokenCounts = { promptTokens: number; cachedTokens: number; firstTokenAtMs?: number };

/** One for each request that was still running when an edit contradicted it. */
export function contradictions(
  requests: readonly TimedRequest[],
  edits: readonly TimedEdit[],
): Contradiction[] {
  return requests.flatMap((request) => contradictionOf(request, edits) ?? []);
}

/**
 * It counts from the first edit after which what was typed and what the model says are no longer the beginning of one
 * another, judged by all that ever arrived, also where the edit came before the text. Where nothing arrived it is the
 * edit that made the client give up. Undefined when the request was over before any such edit.
 */
function contradictionOf(
  { editsBefore, pieces, endedAtMs, wasAborted }: TimedRequest,
  edits: readonly TimedEdit[],
): Contradiction | undefined {
  const during = edits.slice(editsBefore).filter(({ atMs }) => atMs <= endedAtMs);
  const answer = pieces.map(({ text }) => text).join("");
  if (answer === "") {
    const last = wasAborted ? during.at(-1) : undefined;
    return last && { afterEditMs: endedAtMs - last.atMs, afterKnownMs: endedAtMs - last.atMs };
  }
  let typed = "";
  for (const { atMs, text } of during) {
    typed += text;
    if (agree(answer, typed)) continue;
    const knownAtMs = Math.max(atMs, arrivalOf(pieces, typed));
    // An answer may be over at the server before its last piece is here.
    return { afterEditMs: endedAtMs - atMs, afterKnownMs: Math.max(0, endedAtMs - knownAtMs) };
  }
  return undefined;
}

/** When the first text was there that contradicts what was typed. */
function arrivalOf(pieces: TimedRequest["pieces"], typed: string): number {
  let arrived = "";
  const piece = pieces.find(({ text }) => {
    arrived += text;
    return !agree(arrived, typed);
  });
  return piece?.atMs ?? Number.NEGATIVE_INFINITY;
}

function agree(left: string, right: string): boolean {
  return left.startsWith(right) || right.startsWith(left);
}

/** Share of prompt tokens, 0 to 1, that came from the prefix cache; undefined when no prompt was computed. */
export function cachedShare(requests: readonly TokenCounts[]): number | undefined {
  // The engine looks into its cache when it starts on a prompt, and says so with the first token.
  const computed = requests.filter(({ firstTokenAtMs }) => firstTokenAtMs !== undefined);
  const prompt = computed.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  const cached = computed.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0);
  return prompt === 0 ? undefined : cached / prompt;
}
