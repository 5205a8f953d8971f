// Holds a ledger of what clients saw against the audit log, the request index and the sums of usage, request by request. It
// reads the log from its first record to its last and decrypts every answer; it does not know how they were made.
import { hash } from "node:crypto";
import type { Usage } from "../../../core/protocol/audit-record.ts";
import { openLogs } from "../../audit/open-logs.ts";
import { type Content, createAssembler } from "../../audit/tools/content.ts";
import { parseMeta } from "../../audit/tools/structure.ts";
import { createVault } from "../../audit/vault.ts";
import { openStore } from "../../store/open-store.ts";
import type { Store, StorePlace } from "../../store/store.ts";
import type { Ledger, Seen } from "./ledger.ts";

/** What the simulated endpoint noted of one request. */
export type UpstreamRecord = {
  id: string;
  promptTokens: number;
  completionTokens: number;
  outcome?: string;
};

export type Account = {
  /** Answers of which a client saw something, those that looked complete to it, and those that broke off. */
  seen: number;
  complete: number;
  broken: number;
  /** In the log. */
  intents: number;
  interrupted: number;
  /** Of what a client saw, the log has no intent. */
  missingIntents: readonly string[];
  /** Seen complete, and the log has no final that says so with the same bytes. */
  unlogged: readonly string[];
  /** The log has another query, or an answer that is neither the beginning of what was seen nor its continuation. */
  invented: readonly string[];
  /** Answers that broke off while nobody killed the gateway, or that are not recorded as what the kill made of them. */
  wrongEnds: readonly string[];
  /** Requests without an end, after all gateways have ended. */
  notEnded: readonly string[];
  /** How old the oldest bytes were that a client had seen of a broken answer and that the kill kept from the log, of every such answer. */
  lostMs: readonly number[];
  /** Tokens of complete answers that are not those the upstream counted. */
  miscounted: readonly string[];
  /** Where the request index or the sums of usage say something else than the log. */
  disagreements: readonly string[];
};

export type Reconciled = {
  place: StorePlace;
  ledger: Ledger;
  records: readonly UpstreamRecord[];
};

/** What the log says of one request. */
type Logged = {
  content: Omit<Content, "query" | "answer">;
  log: string;
};

export async function reconcile(
  { place, ledger, records }: Reconciled,
  signal: AbortSignal,
): Promise<Account> {
  const store = await openStore(place);
  try {
    const found = findings(ledger, records);
    const logged = await readAll(store, found.compare, signal);
    return {
      ...found.account(logged),
      disagreements: [
        ...(await rowDisagreements(store, logged)),
        ...(await usageDisagreements(store, logged)),
        ...(ledger.nameless === 0 ? [] : [`${ledger.nameless} answers had no id of their own`]),
      ],
    };
  } finally {
    await store.close();
  }
}

async function readAll(
  store: Store,
  compare: (content: Content) => void,
  signal: AbortSignal,
): Promise<Map<string, Logged>> {
  const vault = createVault(store, { now: Date.now });
  const logs = openLogs(store);
  const logged = new Map<string, Logged>();
  const assembler = createAssembler({ open: (subject, payload) => vault.open(subject, payload) });
  const keep = (log: string, { query: _query, answer: _answer, ...content }: Content) => {
    logged.set(content.id, { content, log });
  };
  try {
    for (const log of await logs.names()) {
      for await (const stored of logs.read(log, 0, signal)) {
        const record = parseMeta(stored.meta);
        const content = record && (await assembler.add(stored, record));
        if (content === undefined) continue;
        compare(content);
        keep(log, content);
      }
    }
    for (const content of assembler.open.values()) keep("", content);
    return logged;
  } finally {
    vault.close();
  }
}

/** Compares as the log is read, because it may be longer than memory. */
function findings(ledger: Ledger, records: readonly UpstreamRecord[]) {
  const upstream = new Map(records.map((record) => [record.id, record]));
  const unlogged = new Map(
    [...ledger.seen.values()]
      .filter(({ looksComplete, isWhole }) => looksComplete || isWhole)
      .map(({ id }) => [id, `${id}: no final`]),
  );
  const invented: string[] = [];
  const wrongEnds: string[] = [];
  const lostMs: number[] = [];
  const miscounted: string[] = [];
  return {
    compare({ id, final, query, answer }: Content) {
      const seen = ledger.seen.get(id);
      if (final?.outcome === "complete" && !isSame(final.usage, upstream.get(id))) {
        const told = JSON.stringify([final.usage, upstream.get(id)]);
        miscounted.push(`${id}: ${told}`);
      }
      if (query.state !== "whole" || answer.state !== "whole") {
        invented.push(`${id}: the query is ${query.state}, the answer ${answer.state}`);
      }
      if (seen === undefined) return;
      const why = whyUnlogged(seen, final?.outcome, answer.bytes);
      if (why === undefined) unlogged.delete(id);
      else if (unlogged.has(id)) unlogged.set(id, `${id}: ${why}`);
      if (hash("sha256", query.bytes) !== seen.query) invented.push(`${id}: another query`);
      const { text } = seen;
      if (text === undefined) return;
      const isKilled = seen.killedAt !== undefined;
      if (!isKilled || !endsOfKilled.includes(final?.outcome)) {
        wrongEnds.push(`${id}: ${isKilled ? "killed" : "alive"}, ${JSON.stringify(final)}`);
      }
      if (!isBeginning(text, answer.bytes)) {
        invented.push(`${id}: ${answer.bytes.length} bytes recorded, ${text.length} seen`);
      } else if (answer.bytes.length < text.length) {
        const age = lostAge(seen, answer.bytes.length);
        if (age !== undefined) lostMs.push(age);
      }
    },
    account(logged: ReadonlyMap<string, Logged>): Omit<Account, "disagreements"> {
      const all = [...ledger.seen.values()];
      const contents = [...logged.values()].map(({ content }) => content);
      return {
        seen: all.length,
        complete: all.filter(({ looksComplete }) => looksComplete).length,
        broken: all.filter(({ isWhole }) => !isWhole).length,
        intents: contents.length,
        interrupted: contents.filter(({ final }) => final?.outcome === "interrupted").length,
        missingIntents: all.filter(({ id }) => !logged.has(id)).map(({ id }) => id),
        unlogged: [...unlogged.values()],
        invented,
        wrongEnds,
        notEnded: contents.filter(({ final }) => final === undefined).map(({ id }) => id),
        lostMs,
        miscounted,
      };
    },
  };
}

/** `complete` where the end was recorded, and the kill came before it was sent. */
const endsOfKilled: (string | undefined)[] = ["interrupted", "complete"];

/** Undefined when what was seen complete is in the log just so. */
function whyUnlogged(
  { status, bytes, hash: seenHash, isWhole, text }: Seen,
  outcome: string | undefined,
  answer: Buffer,
): string | undefined {
  if (status === 200 && outcome !== "complete") return `it ended as ${outcome}`;
  const isSame = isWhole
    ? answer.length === bytes && hash("sha256", answer) === seenHash
    : text !== undefined && answer.subarray(0, bytes).equals(text);
  return isSame ? undefined : `${answer.length} bytes recorded, ${bytes} seen, and not the same`;
}

function isBeginning(a: Buffer, b: Buffer): boolean {
  const length = Math.min(a.length, b.length);
  return a.subarray(0, length).equals(b.subarray(0, length));
}

/** Of the first bytes beyond those that were recorded, when the gateway was killed. */
function lostAge({ arrivals = [], killedAt }: Seen, recorded: number): number | undefined {
  const first = arrivals.find(({ bytes }) => bytes > recorded);
  return first === undefined || killedAt === undefined ? undefined : killedAt - first.at;
}

function isSame(usage: Usage | undefined, counted: UpstreamRecord | undefined): boolean {
  return (
    usage?.promptTokens === counted?.promptTokens &&
    usage?.completionTokens === counted?.completionTokens
  );
}

async function rowDisagreements(
  { db }: Store,
  logged: ReadonlyMap<string, Logged>,
): Promise<string[]> {
  const rows = await db.selectFrom("requests").selectAll().execute();
  const indexed = new Set(rows.map(({ id }) => id));
  const missing = [...logged.keys()].filter((id) => !indexed.has(id));
  const different = rows.filter((row) => {
    const { content, log } = logged.get(row.id) ?? {};
    const { intent, final } = content ?? {};
    const said = [final?.outcome, final?.at, final?.status, final?.model, final?.served];
    const indexedSo = [row.outcome, row.ended_at, row.status, row.model, row.served];
    const tokens = [final?.usage?.promptTokens, final?.usage?.completionTokens];
    return (
      row.log !== log ||
      row.at !== intent?.at ||
      row.path !== intent.path ||
      [...said, ...tokens].some(
        (value, index) =>
          (value ?? null) !== [...indexedSo, row.prompt_tokens, row.completion_tokens][index],
      )
    );
  });
  return [
    ...missing.map((id) => `${id} is not in the request index`),
    ...different.map((row) => `${row.id} is indexed as ${JSON.stringify(row)}`),
  ];
}

const sums = [
  "requests",
  "complete",
  "aborted",
  "failed",
  "prompt_tokens",
  "completion_tokens",
  "uncounted",
] as const;

async function usageDisagreements(
  { db }: Store,
  logged: ReadonlyMap<string, Logged>,
): Promise<string[]> {
  const days = await db.selectFrom("usage_days").selectAll().execute();
  const expected = Object.fromEntries(sums.map((name) => [name, 0]));
  for (const { content } of logged.values()) {
    for (const [name, value] of Object.entries(countsOf(content))) {
      expected[name] = (expected[name] ?? 0) + value;
    }
  }
  return sums.flatMap((name) => {
    const told = days.reduce((total, day) => total + day[name], 0);
    return told === expected[name] ? [] : [`usage: ${name} is ${told}, not ${expected[name]}`];
  });
}

function countsOf({ final }: Logged["content"]): Record<string, number> {
  if (final === undefined) return {};
  const { outcome, usage, upstream } = final;
  const isComplete = outcome === "complete";
  const isAborted = outcome === "aborted";
  const asksTokens = outcome === "interrupted" || (outcome !== "refused" && upstream !== undefined);
  return {
    requests: 1,
    complete: Number(isComplete),
    aborted: Number(isAborted),
    failed: Number(!isComplete && !isAborted),
    prompt_tokens: usage?.promptTokens ?? 0,
    completion_tokens: usage?.completionTokens ?? 0,
    uncounted: Number(usage === undefined && asksTokens),
  };
}
