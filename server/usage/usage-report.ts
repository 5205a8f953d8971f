// Who used what: sums of days, grouped by what was asked for, with names where they have not been forgotten. It does not
// know how they are shown.
import {
  type UsageDimension,
  type UsageDocument,
  type UsageRow,
  usageDimensions,
} from "../../core/protocol/usage-document.ts";
import type { Store } from "../store/store.ts";

const dayMs = 86_400_000;

export type UsageQuery = {
  /** In any order; without any, everything is one row. */
  by: readonly UsageDimension[];
  /** ms since the epoch, in whole days of UTC: the day `from` lies in, up to days that began before `to`. */
  from?: number;
  to?: number;
  /** A name, or the pseudonym of somebody forgotten. */
  person?: string;
};

/** Nobody has this name. */
export class UnknownPerson extends Error {
  readonly code = "unknown_person";
}

/** @throws UnknownPerson */
export async function usageReport(store: Store, query: UsageQuery): Promise<UsageDocument> {
  const by = usageDimensions.filter((dimension) => query.by.includes(dimension));
  const from = query.from === undefined ? undefined : Math.floor(query.from / dayMs);
  const to = query.to === undefined ? undefined : Math.ceil(query.to / dayMs);
  const person = query.person === undefined ? undefined : await idOf(store, query.person);
  const found = await groups(store, { by, from, to, person });
  const rows = found.map((group) => usageRow(by, group)).sort(inOrder);
  return {
    schemaVersion: 1,
    by,
    ...(from === undefined ? {} : { from: from * dayMs }),
    ...(to === undefined ? {} : { to: to * dayMs }),
    rows,
    total: total(rows),
  };
}

/** Who is asked for: by name, or by what stands for somebody whose name is forgotten or was never there. */
async function idOf({ db }: Store, person: string): Promise<string> {
  const named = await db
    .selectFrom("people")
    .select("id")
    .where("name", "in", [person, person.normalize("NFC")])
    .where("forgotten_at", "is", null)
    .executeTakeFirst();
  if (named !== undefined) return named.id;
  const known =
    (await db.selectFrom("people").select("id").where("id", "=", person).executeTakeFirst()) ??
    (await db
      .selectFrom("usage_days")
      .select("person_id as id")
      .where("person_id", "=", person)
      .limit(1)
      .executeTakeFirst());
  if (known !== undefined) return known.id;
  throw new UnknownPerson(`Nobody is named ${person}: tandem keys list shows the names there are.`);
}

type Selection = {
  by: readonly UsageDimension[];
  from: number | undefined;
  to: number | undefined;
  person: string | undefined;
};

type Group = Awaited<ReturnType<typeof groups>>[number];

async function groups({ db }: Store, { by, from, to, person }: Selection) {
  let query = db
    .selectFrom("usage_days")
    .leftJoin("people", "people.id", "usage_days.person_id")
    .select(({ fn }) => [
      fn.sum<number>("requests").as("requests"),
      fn.sum<number>("complete").as("complete"),
      fn.sum<number>("aborted").as("aborted"),
      fn.sum<number>("failed").as("failed"),
      fn.sum<number>("prompt_tokens").as("promptTokens"),
      fn.sum<number>("cached_tokens").as("cachedTokens"),
      fn.sum<number>("completion_tokens").as("completionTokens"),
      fn.sum<number>("uncounted").as("uncounted"),
      fn.max("simulated").as("simulated"),
    ])
    // Sums without a group are a row even where nothing is summed.
    .having(({ fn }) => fn.countAll(), ">", 0);
  if (from !== undefined) query = query.where("day", ">=", from);
  if (to !== undefined) query = query.where("day", "<", to);
  if (person !== undefined) query = query.where("usage_days.person_id", "=", person);
  return query
    .$if(by.includes("person"), (grouped) =>
      grouped
        .select(["usage_days.person_id as personId", "people.name as personName"])
        .groupBy(["usage_days.person_id", "people.name"]),
    )
    .$if(by.includes("team"), (grouped) =>
      grouped.select("usage_days.team as team").groupBy("usage_days.team"),
    )
    .$if(by.includes("task"), (grouped) => grouped.select("task").groupBy("task"))
    .$if(by.includes("model"), (grouped) => grouped.select("model").groupBy("model"))
    .$if(by.includes("day"), (grouped) => grouped.select("day").groupBy("day"))
    .execute();
}

function usageRow(by: readonly UsageDimension[], group: Group): UsageRow {
  const { personId, personName, team, task, model, day, simulated, ...sums } = group;
  const name: Record<UsageDimension, () => string> = {
    person: () => personName ?? personId ?? "",
    team: () => team ?? "",
    task: () => task ?? "",
    model: () => model ?? "",
    day: () => dateOf((day ?? 0) * dayMs),
  };
  const names = Object.fromEntries(by.map((dimension) => [dimension, name[dimension]()]));
  return { ...names, ...sums, simulated: simulated === 1 };
}

/** YYYY-MM-DD in UTC. */
export function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Days as they went by, and within them whoever used most first. */
function inOrder(a: UsageRow, b: UsageRow): number {
  return (
    compare(a.day ?? "", b.day ?? "") ||
    tokens(b) - tokens(a) ||
    b.requests - a.requests ||
    compare(names(a), names(b))
  );
}

function tokens({ promptTokens, completionTokens }: UsageRow): number {
  return promptTokens + completionTokens;
}

function names({ person, team, task, model }: UsageRow): string {
  return JSON.stringify([person, team, task, model]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function total(rows: readonly UsageRow[]): UsageRow {
  const sum = (count: (row: UsageRow) => number) =>
    rows.reduce((before, row) => before + count(row), 0);
  return {
    requests: sum(({ requests }) => requests),
    complete: sum(({ complete }) => complete),
    aborted: sum(({ aborted }) => aborted),
    failed: sum(({ failed }) => failed),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    cachedTokens: sum(({ cachedTokens }) => cachedTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    uncounted: sum(({ uncounted }) => uncounted),
    simulated: rows.some(({ simulated }) => simulated),
  };
}
