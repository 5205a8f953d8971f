// A load test in figures: where it was measured, its rows cold and warm apart, what speaks against them, and the charts, each
// beside the published run. Draws what it is given, also while the test still runs; it decides nothing.
import { html, nothing, type TemplateResult } from "lit";
import { isForLatency } from "../../../core/figures/latency-row.ts";
import type { CacheMode, LoadHeader, LoadRow } from "../../../core/protocol/load-test.ts";
import type { Published } from "../../../core/protocol/published.ts";
import { plural, t } from "../../words.ts";
import { simulatedBadge } from "./badge.ts";
import { loadCharts } from "./load/load-charts.ts";
import { cautionList, latencyTable, throughputTable } from "./load/load-table.ts";
import { originBadges, sentences } from "./sheet.ts";
import { hostOf, promptSourceText } from "./words.ts";

export type LoadFacts = {
  header?: LoadHeader | undefined;
  /** Where there is no header yet, as inside an evaluation that still runs. */
  isSimulated?: boolean | undefined;
  published?: Published | undefined;
  notes?: readonly string[] | undefined;
};

export function loadView(rows: readonly LoadRow[], facts: LoadFacts): TemplateResult {
  const { header, notes = [] } = facts;
  const modes = Map.groupBy(rows, ({ cache }) => cache);
  return html`<section class="view load-view" aria-labelledby="load-view-title" data-testid="load">
    <header class="view-header">
      <h3 id="load-view-title">${t("Load test")}</h3>
      ${header ? originBadges(header.endpoint, header.hardware) : facts.isSimulated ? simulatedBadge() : nothing}
    </header>
    ${header ? html`<p class="view-facts">${headerText(header)}</p>` : nothing} ${sentences(notes)}
    ${rows.length === 0 ? html`<p class="view-empty">${t("No row has been measured yet.")}</p>` : nothing}
    ${[...modes].map(([mode, ofMode]) => modeSection(mode, ofMode, facts))}
  </section>`;
}

/** `closed` and `open`: what the captions of its tables call the loop and the mode. */
const modeWords = {
  cold: () => ({
    title: t("Cold prefix cache"),
    sentence: t(
      "Every prompt begins with tokens that no other has: nothing is served from the cache.",
    ),
    closed: t("Closed loop, cold prefix cache"),
    open: t("Open loop (Poisson arrivals), cold prefix cache"),
  }),
  warm: () => ({
    title: t("Warm prefix cache"),
    sentence: t(
      "Every prompt of a row is the same and was sent before: the cache answers for most of it.",
    ),
    closed: t("Closed loop, warm prefix cache"),
    open: t("Open loop (Poisson arrivals), warm prefix cache"),
  }),
} as const satisfies Record<CacheMode, unknown>;

function modeSection(mode: CacheMode, rows: readonly LoadRow[], facts: LoadFacts): TemplateResult {
  const { title, sentence, ...captions } = modeWords[mode]();
  const { header, published } = facts;
  const isSimulated = header?.endpoint.isSimulated ?? facts.isSimulated ?? false;
  const mark = isSimulated ? `, ${t("simulated")}` : "";
  const closed = rows.filter(({ load }) => load.kind === "closed");
  const open = rows.filter(({ load }) => load.kind === "open");
  return html`<section class="view-part" aria-label=${title}>
    <h4>${title}</h4>
    <p class="view-note">${sentence}</p>
    ${tables(`${captions.closed}${mark}`, closed, published)}
    ${tables(`${captions.open}${mark}`, open, published)}
    ${cautionList(rows)} ${loadCharts(rows, { published, isSimulated })}
  </section>`;
}

const dashSentence = () =>
  t(
    "A dash stands where too few requests carry a figure (20 for p95, 100 for p99) or nothing was published.",
  );
const wallSentence = () =>
  t(
    "Steady counts tokens only while all streams decode and is the figure to hold against the published one. Wall divides by the whole time from the first request to the last answer, which contains the wait for first tokens and the last streams running out, so it is lower.",
  );

function tables(
  caption: string,
  rows: readonly LoadRow[],
  published: Published | undefined,
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`${latencyTable(`${t("Latency")} · ${caption}: ${rowsText(rows)}`, rows, published)}
    <p class="view-note">${dashSentence()}</p>
    ${throughputPart(
      caption,
      rows.filter((row) => !isForLatency(row)),
      published,
    )}`;
}

/** Of rows that are not there for their latency alone. */
function throughputPart(
  caption: string,
  rows: readonly LoadRow[],
  published: Published | undefined,
): TemplateResult | typeof nothing {
  const [first] = rows;
  if (first === undefined) return nothing;
  const title = `${t("Output throughput")} · ${caption}: ${rowsText(rows)}`;
  return html`${throughputTable(title, rows, published)}
    ${first.load.kind === "open" ? nothing : html`<p class="view-note">${wallSentence()}</p>`}`;
}

function rowsText(rows: readonly LoadRow[]): string {
  return plural(rows.length, ["{0} row", "{0} rows"]);
}

/** How it was measured, in one line. */
function headerText({
  endpoint,
  profile,
  route,
  promptSource,
  forcesLength,
  server,
  seed,
}: LoadHeader): string {
  return [
    t("{0} at {1}", endpoint.model, hostOf(endpoint.url)),
    ...(endpoint.serverVersion === undefined ? [] : [t("server {0}", endpoint.serverVersion)]),
    t("profile {0}", profile),
    route,
    t("prompts of {0}", promptSourceText(promptSource)),
    forcesLength
      ? t("answer lengths asked for by ignore_eos and min_tokens")
      : t("answers end when the model ends them"),
    ...(server?.maxNumSeqs === undefined
      ? []
      : [t("max-num-seqs {0}, declared", server.maxNumSeqs)]),
    ...(server?.runningBefore === undefined
      ? []
      : [
          plural(server.runningBefore, [
            "{0} request of others running before",
            "{0} requests of others running before",
          ]),
        ]),
    t("seed {0}", seed),
  ].join(" · ");
}
