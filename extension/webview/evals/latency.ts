// The tab on latency: how fast the answers of the evaluation began, and the load test where there is one.
import { html, nothing, type TemplateResult } from "lit";
import { milliseconds } from "../../../core/figures/figure-text.ts";
import type { Evaluation } from "../../../core/protocol/evaluation.ts";
import type { LoadRow } from "../../../core/protocol/load-test.ts";
import type { Published } from "../../../core/protocol/published.ts";
import type { Distribution } from "../../../core/protocol/run-facts.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { distributionChart, histogramOf } from "./charts/charts.ts";
import { inTurn } from "./in-turn.ts";
import { ttftLines } from "./load/chart-data.ts";
import { loadView } from "./load-view.ts";
import type { CaseRow } from "./messages.ts";
import { withMarkup } from "./words.ts";

export type LatencyFacts = {
  result: Omit<Evaluation, "cases"> | undefined;
  cases: readonly CaseRow[];
  /** While the load test runs. */
  loadRows: readonly LoadRow[];
  isSimulated: boolean;
  concurrency: number | undefined;
  published: Published | undefined;
};

export function latencyView(facts: LatencyFacts): TemplateResult {
  const { result, loadRows, published, isSimulated } = facts;
  const load = result?.load;
  const rows = load?.rows ?? loadRows;
  const loadFacts = {
    isSimulated,
    ...(load && { header: load.run, notes: load.notes }),
    ...(published && { published }),
  };
  return html`${answerLatency(facts)}
  ${
    rows.length > 0
      ? inTurn(() => loadView(rows, loadFacts))
      : html`<section class="part">
          <h3>${t("Load test")}</h3>
          <p class="quiet">
            ${withMarkup(
              t(
                "This run has none, so the rows on latency and throughput have no figure. Start one under {0}, or evaluate {1}.",
              ),
              html`<em>${t("Load test")}</em>`,
              html`<em>${t("with load test")}</em>`,
            )}
          </p>
        </section>`
  }`;
}

function answerLatency({ cases, result, isSimulated, concurrency, published }: LatencyFacts) {
  const samples = cases.flatMap(({ ttftMs }) => (ttftMs === undefined ? [] : [ttftMs]));
  if (samples.length === 0) {
    return html`<section class="part">
      <h3>${t("TTFT of the suite's questions")}</h3>
      <p class="quiet">${t("No answer has been timed.")}</p>
    </section>`;
  }
  const ttft = result?.latency.ttftMs;
  return html`<section class="part">
    ${distributionChart({
      title:
        concurrency === undefined
          ? t("TTFT of the suite's questions")
          : t("TTFT of the suite's questions, {0} at a time", concurrency),
      isSimulated,
      series: [
        {
          label: t("first token of each case"),
          histogram: histogramOf(samples),
          n: samples.length,
          ...(ttft && { p50: ttft.p50, p95: ttft.p95, p99: ttft.p99 }),
        },
      ],
      lines: ttftLines(published),
    })}
    ${result ? latencyTable(result.latency) : nothing}
  </section>`;
}

const names = { ttftMs: "TTFT", tpotMs: "TPOT", e2elMs: "E2EL" } as const;

function latencyTable(latency: Evaluation["latency"]): TemplateResult {
  const rows = (Object.keys(names) as (keyof typeof names)[]) // Its own keys.
    .flatMap((key) => {
      const figures = latency[key];
      return figures === undefined ? [] : [{ name: names[key], figures }];
    });
  return html`<p class="quiet part-words">
    ${t("Over all questions of the run; a percentile is left out where too few stand behind it.")}
  </p>
  <table class="sheet sheet-narrow">
    <thead>
      <tr>
        <th scope="col">${t("Latency")}</th>
        <th scope="col" class="number">n</th>
        <th scope="col" class="number">p50</th>
        <th scope="col" class="number">p95</th>
        <th scope="col" class="number">p99</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(({ name, figures }) => latencyRow(name, figures))}
    </tbody>
  </table>`;
}

function latencyRow(name: string, { n, p50, p95, p99 }: Distribution): TemplateResult {
  const write = (ms: number | undefined) =>
    ms === undefined ? "–" : ms < 100 ? `${writtenNumber(ms, 1)} ms` : milliseconds(ms);
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="number">${writtenNumber(n)}</td>
    ${[p50, p95, p99].map((ms) => html`<td class="number">${write(ms)}</td>`)}
  </tr>`;
}
