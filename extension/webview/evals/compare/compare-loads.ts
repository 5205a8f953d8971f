// Two load tests held against each other: what more GPUs brought, the rows that both have, and their throughput drawn beside
// the published run. Draws what was computed; it decides nothing.
import { html, nothing, type TemplateResult } from "lit";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { throughputChart } from "../charts/charts.ts";
import { basisText, publishedThroughput } from "../load/chart-data.ts";
import type { LoadTestComparison } from "../messages.ts";
import { simulatedMark } from "./compare-frame.ts";
import { factTable, loadRatioTable, scalingTable } from "./compare-tables.ts";
import { type ComparedShape, comparedShapes, noScalingText } from "./compared-shapes.ts";

export function loadsParts(
  view: LoadTestComparison,
  published: Published | undefined,
): TemplateResult {
  const { load, scaling } = view.comparison;
  const mark = simulatedMark(view);
  const shapes = comparedShapes(view);
  return html`<h4>${t("Scaling")}</h4>
    ${
      scaling === undefined
        ? html`<p class="view-empty">${noScalingText(view)}</p>`
        : scalingTable(scaling, mark)
    }
    <h4>${t("Rows of both tests")}</h4>
    ${
      load.length === 0
        ? html`<p class="view-empty">${t("The two tests have no row in common.")}</p>`
        : loadRatioTable(load, mark)
    }
    ${
      shapes.length === 0
        ? nothing
        : html`<h4>${t("Throughput of both tests")}</h4>
            <div class="load-charts">${shapes.map((shape) => chart(shape, view, published))}</div>`
    }
    <h4>${t("Both tests")}</h4>
    ${factTable(view)}`;
}

function chart(
  { shape, basis, series, isPublished }: ComparedShape,
  { baseline, current }: LoadTestComparison,
  published: Published | undefined,
): TemplateResult {
  return throughputChart({
    headingLevel: 5,
    isSimulated: [baseline, current].some(({ run }) => run.endpoint.isSimulated),
    title: t("Throughput against concurrency at {0} tokens ({1})", shape, basisText(basis)),
    series,
    published: isPublished ? publishedThroughput(published) : [],
  });
}
