import assert from "node:assert/strict";
import { mock } from "node:test";
import { readBack, startJournal, withStore } from "../audit/journal-stand.ts";
import { countRefusals } from "./refusals.ts";

const minuteMs = 60_000;

async function refused(store: Parameters<typeof readBack>[0]): Promise<unknown[]> {
  const records = (await readBack(store)).map(({ record }) => record);
  return records.flatMap((record) =>
    record.kind === "event" && record.event === "requests_refused" ? [record.facts] : [],
  );
}

describe("countRefusals", () => {
  it("records how many there were once a minute, and nothing where there were none", () =>
    withStore(async (store) => {
      const { journal, errors } = await startJournal(store);
      // Only the minute is not waited for: the journal's own timers have begun.
      mock.timers.enable({ apis: ["setInterval"] });
      try {
        const refusals = countRefusals(journal, (error) => errors.push(error));
        refusals.count("unauthorized");
        refusals.count("unauthorized");
        refusals.count("key_expired");
        mock.timers.tick(minuteMs - 1);
        assert.equal(journal.health().size, 0);
        mock.timers.tick(1);
        mock.timers.tick(minuteMs);
        refusals.count("key_revoked");
        mock.timers.tick(minuteMs);
        refusals.count("unauthorized");
        await refusals.close();
        mock.timers.tick(minuteMs);
      } finally {
        mock.timers.reset();
      }
      await journal.close();
      assert.deepEqual(errors, []);
      assert.deepEqual(await refused(store), [
        { unauthorized: 2, key_expired: 1 },
        { key_revoked: 1 },
        { unauthorized: 1 },
      ]);
    }));
});
