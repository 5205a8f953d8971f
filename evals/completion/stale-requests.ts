// What a replay of typing says about its requests: how many there were for each completion that was shown, how long one
// went on after an edit contradicted it, and how much of the prompts the server had cached. Pure functions over records.

export type TimedEdit = { atMs: number; text: string };

export type TimedRequest = {
  /** How many edits had been made when it was sent: its answer continues the text after them. */
  editsBefore: number;
  /** What had arrived of the answer by its end. */
  answer: string;
  endedAtMs: number;
  /** Whether the client ended it. */
  wasAborted: boolean;
};

export type TokenCounts = { promptTokens: number; cachedTokens: number; firstTokenAtMs?: number };

/** From the edit that contradicts a request to its end, for each request that was still running then. */
export function staleDelaysMs(
  requests: readonly TimedRequest[],
  edits: readonly TimedEdit[],
): number[] {
  return requests.flatMap((request) => {
    const edit = contradictingEdit(request, edits);
    return edit === undefined ? [] : [request.endedAtMs - edit.atMs];
  });
}

/**
 * The first edit after which what was typed and what the model says are no longer the beginning of one another, judged
 * by all that ever arrived: an edit that came before the text it contradicts counts from the edit. Where nothing
 * arrived it is the edit that made the client give up. Undefined when the request was over before any such edit.
 */
export function contradictingEdit(
  { editsBefore, answer, endedAtMs, wasAborted }: TimedRequest,
  edits: readonly TimedEdit[],
): TimedEdit | undefined {
  const during = edits.slice(editsBefore).filter(({ atMs }) => atMs <= endedAtMs);
  if (answer === "") return wasAborted ? during.at(-1) : undefined;
  let typed = "";
  return during.find(({ text }) => {
    typed += text;
    return !answer.startsWith(typed) && !typed.startsWith(answer);
  });
}

/** Share of prompt tokens, 0 to 1, that came from the prefix cache; undefined when no prompt was computed. */
export function cachedShare(requests: readonly TokenCounts[]): number | undefined {
  // The engine looks into its cache when it starts on a prompt, and says so with the first token.
  const computed = requests.filter(({ firstTokenAtMs }) => firstTokenAtMs !== undefined);
  const prompt = computed.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  const cached = computed.reduce((sum, { cachedTokens }) => sum + cachedTokens, 0);
  return prompt === 0 ? undefined : cached / prompt;
}
