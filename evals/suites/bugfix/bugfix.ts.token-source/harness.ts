// Plays scripts on a token source: calls and answers come exactly in the order the script says, one at a time.
import { TokenSource, type Token } from "./token-source.ts";

type Fetch = { scope: string; resolve: (token: Token) => void; reject: (error: Error) => void };

export async function observe(scripts: string[][]): Promise<unknown> {
  const seen = [];
  for (const script of scripts) seen.push(await play(script));
  return seen;
}

async function play(script: string[]): Promise<string[]> {
  const lines: string[] = [];
  let log: string[] = [];
  const fetches: Fetch[] = [];
  let now = 1000;
  let callers = 0;
  const source = new TokenSource(
    (scope) => {
      log.push(`fetch ${fetches.length} ${scope}`);
      return new Promise((resolve, reject) => fetches.push({ scope, resolve, reject }));
    },
    () => now,
  );
  const call = (scope: string) => {
    const caller = callers++;
    source.get(scope).then(
      (value) => log.push(`${caller} got ${value}`),
      (error) => log.push(`${caller} failed ${error.message}`),
    );
  };
  for (const step of script) {
    const [what, subject = "", seconds = "0"] = step.split(" ");
    log = [];
    const fetch = fetches[Number(subject)];
    if (what === "get") call(subject);
    if (what === "forget") source.forget(subject);
    if (what === "wait") now += Number(subject);
    if (what === "answer") {
      fetch?.resolve({ value: `${fetch.scope}#${subject}`, expiresAt: now + Number(seconds) });
    }
    if (what === "fail") fetch?.reject(new Error(`${fetch.scope}#${subject}`));
    // Everything that can go on now does, before the next step.
    for (let turn = 0; turn < 40; turn += 1) await null;
    if (what === "scopes") log.push(source.scopes().join(","));
    // Who of several is told first is nobody's business.
    lines.push(step, ...log.sort());
  }
  return lines;
}
