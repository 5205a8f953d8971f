export type Token = { value: string; expiresAt: number };

const earlySeconds = {{early}};

type Entry = { token?: Token; coming?: Promise<string> };

export class TokenSource {
  readonly #entries = new Map<string, Entry>();
  readonly #fetchToken: (scope: string) => Promise<Token>;
  readonly #now: () => number;

  constructor(fetchToken: (scope: string) => Promise<Token>, now: () => number) {
    this.#fetchToken = fetchToken;
    this.#now = now;
  }

  get(scope: string): Promise<string> {
    const entry = this.#entries.get(scope) ?? {};
    this.#entries.set(scope, entry);
    const { token } = entry;
    if (token && token.expiresAt >= this.#now() + earlySeconds) return Promise.resolve(token.value);
    entry.coming ??= this.#fetchToken(scope).then(
      (fetched) => {
        entry.token = fetched;
        delete entry.coming;
        return fetched.value;
      },
      (error) => {
        delete entry.coming;
        throw error;
      },
    );
    return entry.coming;
  }

  forget(scope: string): void {
    this.#entries.delete(scope);
  }

  scopes(): string[] {
    const kept = [...this.#entries].filter(([, entry]) => entry.token !== undefined);
    return kept.map(([scope]) => scope).sort();
  }
}
