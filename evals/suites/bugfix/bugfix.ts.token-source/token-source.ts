export type Token = { value: string; expiresAt: number };

/** A token that has fewer seconds than this left is not given out from the cache. */
const earlySeconds = {{early}};

export class TokenSource {
  readonly #fetchToken: (scope: string) => Promise<Token>;
  readonly #now: () => number;
  readonly #kept = new Map<string, Token>();
  readonly #flights = new Map<string, Promise<Token>>();

  /** `now` in seconds. */
  constructor(fetchToken: (scope: string) => Promise<Token>, now: () => number) {
    this.#fetchToken = fetchToken;
    this.#now = now;
  }

  /**
   * The token of a scope: the one in the cache if it lasts long enough, else what the fetch under way brings, else what
   * a new fetch brings. A fetch that fails fails for all who wait for it, and the next call fetches anew. A token is
   * given to those who wait for it however short it lasts.
   */
  async get(scope: string): Promise<string> {
    const kept = this.#kept.get(scope);
    if (kept !== undefined && kept.expiresAt - this.#now() >= earlySeconds) return kept.value;
{{getCode}}
  }

  /**
   * Forgets the scope's token. Those who already wait still get what their fetch brings, but it is no longer kept, and
   * whoever calls from now on gets nothing that was fetched before.
   */
  forget(scope: string): void {
    this.#kept.delete(scope);
    this.#flights.delete(scope);
  }

  /** The scopes with a token in the cache, expired ones included, in alphabetical order. */
  scopes(): string[] {
    return [...this.#kept.keys()].sort();
  }
{{startCode}}}
