// The charts of the rows of one cache mode: throughput against concurrency, throughput against interactivity, and for each
// shape how times to first token and gaps are distributed.
import { html, nothing, type TemplateResult } from "lit";
import { isForLatency } from "../../../../core/figures/latency-row.ts";
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { distributionChart, paretoChart, throughputChart } from "../charts/charts.ts";
import { inTurn } from "../in-turn.ts";
import {
  basisOf,
  basisText,
  byShape,
  drawable,
  gapTitle,
  itlSeries,
  notDrawnText,
  paretoPoints,
  publishedThroughput,
  throughputSeries,
  ttftLines,
  ttftSeries,
} from "./chart-data.ts";

export type ChartFacts = { published: Published | undefined; isSimulated: boolean };

export function loadCharts(
  rows: readonly LoadRow[],
  { published, isSimulated }: ChartFacts,
): TemplateResult | typeof nothing {
  const drawn = drawable(rows);
  const notDrawn = notDrawnText(rows);
  const note = notDrawn === "" ? nothing : html`<p class="view-note">${notDrawn}</p>`;
  if (drawn.length === 0) return note;
  const forRate = drawn.filter((row) => !isForLatency(row));
  const basis = basisOf(forRate);
  const series = throughputSeries(forRate, basis);
  const points = paretoPoints(forRate, basis);
  const props = { headingLevel: 5, isSimulated } as const;
  return html`${note}<div class="load-charts">
    ${
      series.length === 0
        ? nothing
        : inTurn(() =>
            throughputChart({
              ...props,
              title: t("Throughput against concurrency ({0})", basisText(basis)),
              series,
              published: publishedThroughput(published),
            }),
          )
    }
    ${
      points.length === 0
        ? nothing
        : inTurn(() =>
            paretoChart({
              ...props,
              title: t("Throughput against interactivity ({0})", basisText(basis)),
              points,
            }),
          )
    }
    ${[...byShape(drawn)].map(([shape, ofShape], index) =>
      inTurn(() => distributions(shape, ofShape, index === 0, { published, isSimulated })),
    )}
  </div>`;
}

function distributions(
  shape: string,
  rows: readonly LoadRow[],
  isFirst: boolean,
  { published, isSimulated }: ChartFacts,
): TemplateResult {
  const ttft = ttftSeries(rows);
  const itl = itlSeries(rows);
  const props = { headingLevel: 5, isSimulated } as const;
  return html`<details class="load-distributions" ?open=${isFirst}>
    <summary>${t("Distributions at {0} tokens", shape)}</summary>
    ${
      ttft.length === 0
        ? nothing
        : distributionChart({
            ...props,
            title: t("Time to first token (TTFT), {0}", shape),
            series: ttft,
            lines: ttftLines(published),
          })
    }
    ${
      itl.length === 0
        ? nothing
        : distributionChart({
            ...props,
            title: `${gapTitle(rows)}, ${shape}`,
            series: itl,
            lines: [],
          })
    }
  </details>`;
}
