// The redaction rules of running gateways, kept in the store, so that they count for whoever reads the audit, with or
// without the configuration at hand. It does not know how rules are applied.
import * as z from "zod";
import type { Store } from "../store/store.ts";

const rulesSchema = z.array(z.object({ name: z.string(), pattern: z.string() }));
export type RedactionRules = Readonly<z.infer<typeof rulesSchema>>;

/** Those of all gateways together: what one of them hides is hidden, whichever answered. Each once. */
export async function storedRules({ db }: Store): Promise<RedactionRules> {
  const rows = await db.selectFrom("redaction_rules").select("rules").orderBy("log").execute();
  const all = rows.flatMap(({ rules }) => rulesSchema.parse(JSON.parse(rules)));
  return [...new Map(all.map((rule) => [JSON.stringify(rule), rule])).values()];
}

export type RuleKeeper = {
  /** Resolves when they are stored, or when that failed: then it is tried again until it works. */
  keep(rules: RedactionRules): Promise<void>;
  close(): Promise<void>;
};

const retryMs = 5000;

/** For the gateway that writes this log, in place of the rules it had before. */
export function createRuleKeeper(
  store: Store,
  log: string,
  onError: (error: unknown) => void,
): RuleKeeper {
  let wanted: RedactionRules | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const write = async () => {
    const rules = wanted;
    if (rules === undefined) return;
    try {
      await storeRules(store, log, JSON.stringify(rules));
      if (wanted === rules) wanted = undefined;
    } catch (error) {
      onError(error);
    }
  };
  const writeNext = () => {
    underWay = underWay.then(write);
    return underWay;
  };
  const timer = setInterval(() => void writeNext(), retryMs).unref();
  return {
    keep(rules) {
      wanted = rules;
      return writeNext();
    },
    async close() {
      clearInterval(timer);
      await underWay;
    },
  };
}

async function storeRules({ db }: Store, log: string, rules: string): Promise<void> {
  const stored = await db
    .selectFrom("redaction_rules")
    .select("rules")
    .where("log", "=", log)
    .executeTakeFirst();
  // A full disk is no reason to complain where there is nothing to write.
  if (stored?.rules === rules) return;
  const row = { rules, at: Date.now() };
  await db
    .insertInto("redaction_rules")
    .values({ log, ...row })
    .onConflict((conflict) => conflict.column("log").doUpdateSet(row))
    .execute();
}
