// How well a model fills in what was taken out of real source code, by kind of hole and by language. Without options the
// endpoint is `tandem sim`, whose answers are looked up in the prompt: its figures say that the harness works, no more.
import { intervalOf } from "../../core/completion/report/figure.ts";
import { holeKinds, punchHoles } from "../completion/punch-holes.ts";
import { fillHoles, type HoleResult } from "../completion/quality.ts";
import { readSources } from "../completion/source-files.ts";
import { type BenchOptions, openMeasured } from "./endpoint.ts";

export const name = "completion-quality";

/** In each file, where it has that many. */
const perKind = 8;
const seed = 1;

export async function run(signal: AbortSignal, options: BenchOptions = { files: [] }) {
  const files = await readSources(options.files);
  const { subject, stop } = await openMeasured(options, signal);
  try {
    const results: HoleResult[] = [];
    for (const file of files) {
      const holes = punchHoles(file, { perKind, seed });
      results.push(...(await fillHoles({ subject, file, holes }, signal)));
    }
    const rows = rowsOf(results);
    return rows.map((row) => (subject.isSimulated ? { ...row, isSimulated: true as const } : row));
  } finally {
    await stop();
  }
}

function rowsOf(results: readonly HoleResult[]) {
  const languages = [...new Set(results.map(({ languageId }) => languageId))];
  const groups = languages.flatMap((languageId) =>
    holeKinds.map((kind) => ({
      title: `${languageId} ${kind}`,
      members: results.filter((each) => each.languageId === languageId && each.kind === kind),
    })),
  );
  return [...groups, { title: "all holes", members: results }].flatMap(({ title, members }) =>
    members.length === 0 ? [] : groupRows(title, members),
  );
}

function groupRows(title: string, members: readonly HoleResult[]) {
  const offered = members.filter(({ text }) => text !== "");
  const judged = offered.filter((each) => each.parses !== undefined);
  const share = (of: readonly HoleResult[], holds: (each: HoleResult) => boolean) =>
    shareRow(of.filter(holds).length, of.length);
  return [
    { what: `${title}: something offered`, ...shareRow(offered.length, members.length) },
    { what: `${title}: exact`, ...share(members, ({ isExact }) => isExact) },
    {
      what: `${title}: exact but for white space`,
      ...share(members, (each) => each.isSameButForSpace),
    },
    parsesRow(title, { judged, notJudged: offered.length - judged.length }),
    {
      what: `${title}: edit similarity`,
      unit: "%",
      samples: members.map(({ similarity }) => similarity * 100),
    },
    {
      what: `${title}: TTFT`,
      unit: "ms",
      samples: members.flatMap(({ ttftMs }) => ttftMs ?? []),
    },
  ];
}

/** Only what was offered can be well-formed or not. */
function parsesRow(
  title: string,
  { judged, notJudged }: { judged: readonly HoleResult[]; notJudged: number },
) {
  const row = shareRow(judged.filter((each) => each.parses === true).length, judged.length);
  const note = notJudged === 0 ? row.note : `${row.note}; ${notJudged} not judged: no parser`;
  return { what: `${title}: the file parses with what was offered`, ...row, note };
}

function shareRow(count: number, of: number) {
  const interval = intervalOf(count, of);
  const percent = (share: number) => (share * 100).toFixed(0);
  const range =
    interval === undefined
      ? ""
      : `, 95 % interval ${percent(interval.low)}–${percent(interval.high)} %`;
  return {
    unit: "%",
    samples: of === 0 ? [] : [(count / of) * 100],
    note: `${count} of ${of}${range}`,
  };
}
