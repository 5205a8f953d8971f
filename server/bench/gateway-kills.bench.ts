// A hundred times `kill -9` under 200 requests a second, beside the embedded store, and fewer beside PostgreSQL: what clients had seen and the audit has not.
import { startPostgres } from "../test/postgres.ts";
import { type KillOptions, type KillReport, runKills } from "../test/trials/kills.ts";

export const name = "gateway-kills";

const load = { kills: 100, perSecond: 200, livesMs: [300, 1500], verifyEvery: 10 } as const;

/** Beside PostgreSQL, whose own crashes are not tried here. */
const fewer = 25;

type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number } | { atLeast: number };
  judgedBy?: "max";
  isSimulated: true;
  note?: string;
};

export async function run(signal: AbortSignal): Promise<Row[]> {
  const options: KillOptions = { ...load, seed: `${Date.now()}` };
  const embedded = await runKills(options, signal);
  const postgres = await startPostgres();
  try {
    const { url: database } = postgres;
    const beside = await runKills({ ...options, kills: fewer, database }, signal);
    return [...rowsOf("embedded store", embedded), ...rowsOf("PostgreSQL", beside)];
  } finally {
    await postgres.stop();
  }
}

function rowsOf(where: string, report: KillReport): Row[] {
  const { kills, seed, asked, seen, complete, broken, interrupted, lostMs, startMs } = report;
  const none = (what: string, unit: string, found: readonly string[], note?: string): Row => {
    const said = [...(note === undefined ? [] : [note]), ...found.slice(0, 3)];
    return {
      what: `${where}, ${kills} kills: ${what}`,
      unit,
      samples: [found.length],
      budget: { atMost: 0 },
      isSimulated: true,
      ...(said.length === 0 ? {} : { note: said.join("; ") }),
    };
  };
  const figures = `seed ${seed}, ${asked} requests, ${seen} answers seen, ${complete} complete, ${broken} broken off, ${interrupted} recorded as interrupted`;
  return [
    none("answers seen without an intent", "answers", report.missingIntents, figures),
    none("answers seen complete and not logged so", "answers", report.unlogged),
    none("recorded answers that are not what was seen", "answers", report.invented),
    none("answers recorded with a wrong end", "answers", report.wrongEnds),
    none("requests without an end", "requests", report.notEnded),
    none("complete answers with other tokens than counted", "answers", report.miscounted),
    none("rows and sums that disagree with the log", "rows", report.disagreements),
    none("verifications that failed", "runs", report.verifyFailures, `of ${report.verified}`),
    none("errors in the gateways' logs", "lines", report.unexpected),
    {
      what: `${where}: age of what was seen of a broken answer and is not recorded`,
      unit: "ms",
      samples: lostMs.length === 0 ? [0] : [...lostMs],
      isSimulated: true,
      note: "answers are recorded in parts of 250 to 500 ms",
    },
    {
      what: `${where}: start after a kill, to listening`,
      unit: "ms",
      samples: startMs.slice(1),
      isSimulated: true,
      note: "from the sources, without a build",
    },
  ];
}
