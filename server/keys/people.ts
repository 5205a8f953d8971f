// The people keys are made for: one row a name, and what a name may be. It does not know what a person may do.
import type { Store } from "../store/store.ts";
import { KeyError } from "./key-error.ts";
import { keyPattern, randomId } from "./key-format.ts";

const longestName = 100;

/** The person's id: made when the name is new, the same for ever after. */
export async function ensurePerson(store: Store, name: string, now: number): Promise<string> {
  const found = await personOf(store, name);
  if (found !== undefined) return found;
  await store.db
    .insertInto("people")
    .values({ id: `p_${randomId(10)}`, name, team: null, created_at: now, forgotten_at: null })
    // Somebody else may have been faster.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await personOf(store, name);
  if (made === undefined) throw new Error("A person that was just stored is not there.");
  return made;
}

/** Those who were forgotten have no name any more. */
export async function personOf(store: Store, name: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom("people")
    .select("id")
    .where("name", "=", name)
    .where("forgotten_at", "is", null)
    .executeTakeFirst();
  return row?.id;
}

/** The one spelling a name is stored in. @throws KeyError `bad_name` */
export function checkedName(typed: string, what: "name" | "team"): string {
  const name = typed.normalize("NFC").trim();
  if (name === "" || name.length > longestName || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) {
    throw new KeyError(
      "bad_name",
      `A ${what} has 1 to ${longestName} characters, all of them visible: give another one.`,
    );
  }
  if (keyPattern.test(name)) {
    throw new KeyError(
      "bad_name",
      `That is a key, and a ${what} can be read by others: give the ${what} of a person, job or group.`,
    );
  }
  return name;
}
