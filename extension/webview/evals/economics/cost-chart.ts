// Cost a year against users as a drawing with a table of the same: seats rise, own hardware stays. Draws what cost-data.ts
// computed.
import { html, svg, type TemplateResult } from "lit";
import type { BreakEven } from "../../../../core/economics/break-even.ts";
import { dollars } from "../../../../core/economics/money-text.ts";
import { t } from "../../../words.ts";
import { numberLanguage, writtenNumber } from "../../language.ts";
import { figureTable } from "../sheet.ts";
import { type CostChart, costChart, costRows, type MarkLabel } from "./cost-data.ts";

const size = { width: 640, height: 280 };
const inner = { left: 76, right: 16, top: 18, bottom: 40 };
const plot = {
  width: size.width - inner.left - inner.right,
  height: size.height - inner.top - inner.bottom,
};

const markNames: Readonly<Record<MarkLabel, () => string>> = {
  "computed break-even": () => t("computed break-even"),
  "published claim": () => t("published claim"),
  "your users": () => t("your users"),
};

export function costFigure(
  steps: BreakEven,
  asked: { users: number; claimed: number },
): TemplateResult {
  const chart = costChart(steps, asked);
  return html`<figure class="view-chart">
    <figcaption>${t("Cost a year against users, in USD")}</figcaption>
    <svg
      viewBox="0 0 ${size.width} ${size.height}"
      role="img"
      aria-label=${t(
        "Seats rise with the number of users, own hardware costs the same for any number; the lines meet at {0} users. The table below has the figures.",
        writtenNumber(steps.users),
      )}
    >
      ${axes(chart)} ${lines(chart)}
    </svg>
    ${legend()}
    <details>
      <summary>${t("Show as table")}</summary>
      ${figureTable({
        caption: t("Cost a year by number of users"),
        columns: [
          { text: t("Users"), isFigure: true },
          { text: "", note: t("what it is") },
          { text: t("Hosted seats"), isFigure: true },
          { text: t("Own hardware"), isFigure: true },
        ],
        rows: costRows(chart, steps).map(({ users, label, seats, own }) => ({
          head: usersText(users),
          cells: [label === "" ? "" : markNames[label](), dollars(seats), dollars(own)],
        })),
      })}
    </details>
  </figure>`;
}

function usersText(users: number): string {
  return users.toLocaleString(numberLanguage(), { maximumFractionDigits: 2 });
}

const xOf = (chart: CostChart, users: number) =>
  inner.left + (users / chart.mostUsers) * plot.width;
const yOf = (share: number) => inner.top + (1 - share) * plot.height;

function axes(chart: CostChart): TemplateResult {
  const right = inner.left + plot.width;
  return svg`${chart.costTicks.map((tick) => {
    const y = yOf(tick / chart.mostCost);
    return svg`<line class="cost-grid" x1=${inner.left} x2=${right} y1=${y} y2=${y}></line>
      <text class="cost-tick" x=${inner.left - 8} y=${y + 4} text-anchor="end">${writtenNumber(tick)}</text>`;
  })}
  ${chart.userTicks.map(
    (tick) =>
      svg`<text class="cost-tick" x=${xOf(chart, tick)} y=${yOf(0) + 18} text-anchor="middle">${writtenNumber(tick)}</text>`,
  )}
  <text class="cost-tick" x=${right} y=${yOf(0) + 36} text-anchor="end">${t("users")}</text>`;
}

function lines(chart: CostChart): TemplateResult {
  const { seatsEnd, ownHeight } = chart;
  return svg`<line class="cost-own" x1=${inner.left} x2=${inner.left + plot.width} y1=${yOf(ownHeight)} y2=${yOf(ownHeight)}></line>
  <line class="cost-seats" x1=${inner.left} y1=${yOf(0)} x2=${inner.left + seatsEnd.x * plot.width} y2=${yOf(seatsEnd.y)}></line>
  ${chart.marks.map((mark) => drawnMark(chart, mark))}`;
}

/** Each of another shape, so that colour is not needed. */
function drawnMark(chart: CostChart, { users, label }: CostChart["marks"][number]): TemplateResult {
  const x = xOf(chart, users);
  const name = t("{0}: {1} users", markNames[label](), usersText(users));
  if (label === "your users")
    return svg`<line class="cost-asked" x1=${x} x2=${x} y1=${inner.top} y2=${yOf(0)}><title>${name}</title></line>`;
  const y = yOf((users / chart.mostUsers) * chart.seatsEnd.y);
  return svg`<path class="cost-mark" d=${markPath(label, x, y)}><title>${name}</title></path>`;
}

function markPath(label: MarkLabel, x: number, y: number): string {
  if (label === "computed break-even") return `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z`;
  return `M${x} ${y - 7}l7 7l-7 7l-7 -7Z`;
}

function legend(): TemplateResult {
  const stroke = (name: string) => svg`<line class=${name} x1="0" y1="8" x2="24" y2="8"></line>`;
  const mark = (label: MarkLabel) =>
    svg`<path class="cost-mark" d=${markPath(label, 12, 8)}></path>`;
  const entries: [label: string, key: TemplateResult][] = [
    [t("hosted seats"), stroke("cost-seats")],
    [t("own hardware with operations"), stroke("cost-own")],
    [markNames["computed break-even"](), mark("computed break-even")],
    [markNames["published claim"](), mark("published claim")],
    [
      markNames["your users"](),
      svg`<line class="cost-asked" x1="12" y1="0" x2="12" y2="16"></line>`,
    ],
  ];
  return html`<ul class="cost-legend">
    ${entries.map(
      ([label, key]) =>
        html`<li>
          <svg class="cost-key" viewBox="0 0 24 16" aria-hidden="true">${key}</svg>
          ${label}
        </li>`,
    )}
  </ul>`;
}
