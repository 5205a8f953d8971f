// Which requests a search, an export or an erasure is about: the conditions, and the rows of the store that meet them. It
// knows what the store knows of a request, not what was asked and answered.
import { sql } from "kysely";
import type { Outcome } from "../../../core/protocol/audit-record.ts";
import type { Json } from "../../../core/protocol/json.ts";
import type { Task, TrafficClass } from "../../../core/routing/task.ts";
import type { RequestsTable } from "../../store/schema.ts";
import type { Store } from "../../store/store.ts";
import { AuditToolError } from "./access.ts";

/** Every condition that is given has to hold. */
export type RequestFilter = {
  /** A pseudonym. */
  person?: string;
  team?: string;
  task?: Task;
  class?: TrafficClass;
  /** The virtual model that was served, or what was asked for. */
  model?: string;
  outcome?: Outcome;
  /** ms since the epoch; from inclusive, until exclusive. */
  since?: number;
  until?: number;
};

export type RequestRow = RequestsTable & { person_name: string | null };

/** Where a page ends; the next one begins behind it. */
export type Cursor = Pick<RequestsTable, "at" | "id">;

/** Newest first. */
export function findRequests(
  { db }: Store,
  filter: RequestFilter,
  { limit, after }: { limit: number; after?: Cursor },
): Promise<RequestRow[]> {
  let query = db
    .selectFrom("requests")
    .leftJoin("people", "people.id", "requests.person_id")
    .selectAll("requests")
    .select("people.name as person_name")
    .orderBy("requests.at", "desc")
    .orderBy("requests.id", "desc")
    .limit(limit);
  const { person, team, task, model, outcome, since, until } = filter;
  if (person !== undefined) query = query.where("requests.person_id", "=", person);
  if (team !== undefined) query = query.where("requests.team", "=", team);
  if (task !== undefined) query = query.where("requests.task", "=", task);
  if (filter.class !== undefined) query = query.where("requests.class", "=", filter.class);
  if (outcome !== undefined) query = query.where("requests.outcome", "=", outcome);
  if (since !== undefined) query = query.where("requests.at", ">=", since);
  if (until !== undefined) query = query.where("requests.at", "<", until);
  if (model !== undefined) {
    query = query.where(({ or, eb }) =>
      or([eb("requests.model", "=", model), eb("requests.asked", "=", model)]),
    );
  }
  if (after !== undefined) {
    query = query.where(sql<boolean>`(requests.at, requests.id) < (${after.at}, ${after.id})`);
  }
  return query.execute();
}

/** By id. @throws AuditToolError `no_request` */
export async function findRequest({ db }: Store, id: string): Promise<RequestRow> {
  const row = await db
    .selectFrom("requests")
    .leftJoin("people", "people.id", "requests.person_id")
    .selectAll("requests")
    .select("people.name as person_name")
    .where("requests.id", "=", id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new AuditToolError(
    "no_request",
    `No request has the id ${id}: tandem audit search lists those there are.`,
  );
}

export type Person = { id: string; name: string | null };

/** By name, or by pseudonym where the name was forgotten. @throws AuditToolError `no_person` */
export async function findPerson({ db }: Store, name: string): Promise<Person> {
  const people = await db
    .selectFrom("people")
    .select(["id", "name"])
    .where(({ or, eb }) => or([eb("name", "=", name.normalize("NFC").trim()), eb("id", "=", name)]))
    .execute();
  const found = people.find((person) => person.id !== name) ?? people[0];
  if (found !== undefined) return found;
  throw new AuditToolError(
    "no_person",
    `Nobody here is called ${name}: tandem keys list shows the names, and a pseudonym does as well.`,
  );
}

/** As events say what was asked for. */
export function filterFacts(filter: RequestFilter): Record<string, Json> {
  // Conditions are strings and numbers; those that are absent are left out.
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
