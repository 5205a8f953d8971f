// Searches requests: by what the store knows of them, then, newest first, by words in what was asked and answered. There is
// no copy of any text for it: every text is decrypted, redacted, looked through and forgotten.
import type { AuditAccess } from "./access.ts";
import { type Content, readContents } from "./content.ts";
import { readableAnswer, readableQuery } from "./readable.ts";
import { recordRead } from "./recorded-read.ts";
import type { Redact } from "./redact.ts";
import {
  type Cursor,
  filterFacts,
  findRequests,
  type RequestFilter,
  type RequestRow,
} from "./request-filter.ts";

export type Search = {
  filter: RequestFilter;
  /** All of them have to be in a request's query and answer together. */
  words: readonly string[];
  limit: number;
  redact: Redact;
};

export type Hit = { row: RequestRow /** Around the first word. */; excerpt: string | undefined };

export type SearchResult = {
  hits: Hit[];
  /** Requests whose text was looked through. */
  read: number;
  /** There may be more of them than the limit. */
  isCut: boolean;
};

/** Recorded before it resolves. @throws AuditToolError `not_recorded` */
export async function search(
  access: AuditAccess,
  wanted: Search,
  signal: AbortSignal,
): Promise<SearchResult> {
  const result = await find(access, wanted, signal);
  await recordRead(access, {
    action: "search",
    original: false,
    requests: result.hits.length,
    filters: {
      ...filterFacts(wanted.filter),
      ...(wanted.words.length === 0 ? {} : { text: wanted.words.join(" ") }),
    },
  });
  return result;
}

const firstPage = 64;
const longestPage = 4096;

async function find(
  access: AuditAccess,
  { filter, words, limit, redact }: Search,
  signal: AbortSignal,
): Promise<SearchResult> {
  const hits: Hit[] = [];
  let read = 0;
  let after: Cursor | undefined;
  // Every page begins to read somewhere in a log, which takes as long as thousands of records do.
  let pageSize = words.length === 0 ? limit + 1 : firstPage;
  for (; hits.length <= limit; pageSize = Math.min(pageSize * 4, longestPage)) {
    signal.throwIfAborted();
    const page = { limit: pageSize, ...(after === undefined ? {} : { after }) };
    const rows = await findRequests(access.store, filter, page);
    if (words.length === 0) hits.push(...rows.map((row) => ({ row, excerpt: undefined })));
    else hits.push(...(await matching(access, rows, { words, redact }, signal)));
    read += rows.length;
    after = rows.at(-1);
    if (rows.length < pageSize || after === undefined) break;
  }
  const isCut = hits.length > limit;
  return { hits: hits.slice(0, limit), read: words.length === 0 ? 0 : read, isCut };
}

/** In the order of the rows. */
async function matching(
  access: AuditAccess,
  rows: readonly RequestRow[],
  { words, redact }: Pick<Search, "words" | "redact">,
  signal: AbortSignal,
): Promise<Hit[]> {
  const excerpts = new Map<string, string>();
  for await (const content of readContents(access, rows, signal)) {
    const excerpt = excerptOf(redact(textOf(content)), words);
    if (excerpt !== undefined) excerpts.set(content.id, excerpt);
  }
  return rows.flatMap((row) => {
    const excerpt = excerpts.get(row.id);
    return excerpt === undefined ? [] : [{ row, excerpt }];
  });
}

function textOf({ query, answer }: Content): string {
  return `${readableQuery(query.bytes)}\n${readableAnswer(answer.bytes)}`;
}

/** Undefined where not every word is in the text; case does not count. */
function excerptOf(text: string, words: readonly string[]): string | undefined {
  const folded = text.toLowerCase();
  const places = words.map((word) => folded.indexOf(word.toLowerCase()));
  if (places.some((place) => place < 0)) return undefined;
  const at = Math.min(...places);
  return text.slice(Math.max(0, at - 60), at + 100);
}
