// What the calculator answers: the three numbers beside each other, the working, the cost for so many users, the drawing, and
// what the published run claims. The arithmetic is core's.
import { html, nothing, type TemplateResult } from "lit";
import { type BreakEven, breakEven, costsFor } from "../../../../core/economics/break-even.ts";
import { dollars } from "../../../../core/economics/money-text.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { figureTable } from "../sheet.ts";
import { costFigure } from "./cost-chart.ts";
import type { ReadInputs } from "./inputs.ts";
import { claimSentences, wholeUsers, workingLines } from "./working.ts";

export function resultTemplate(
  { inputs, users }: NonNullable<ReadInputs["read"]>,
  { economics }: Published,
): TemplateResult {
  const steps = breakEven(inputs);
  const claimed = economics.claimedBreakEven;
  const tile = (title: string, text: string, below: string, testid: string) =>
    html`<div class="view-tile" data-testid=${testid}>
      <h4>${title}</h4>
      <p class="view-tile-figure">${text}</p>
      <p class="view-below">${below}</p>
    </div>`;
  return html`<div class="view-tiles">
      ${tile(t("Break-even, computed"), wholeUsers(steps.users), t("up to so many, seats cost no more"), "computed")}
      ${tile(t("Without operations"), wholeUsers(steps.usersWithoutOperations), t("hardware alone"), "without-operations")}
      ${tile(t("Published claim"), t("about {0}", wholeUsers(claimed)), t("cited, not computed; see below"), "claimed")}
    </div>
    ${workingTemplate(workingLines(inputs, steps))} ${costsTemplate(users, steps)}
    ${costFigure(steps, { users, claimed })}`;
}

function workingTemplate(lines: ReturnType<typeof workingLines>): TemplateResult {
  return html`<h4>${t("The working")}</h4>
    ${figureTable({
      caption: t("Each step of the break-even"),
      columns: [
        { text: t("Step") },
        { text: t("Working"), isFigure: true },
        { text: t("Result"), isFigure: true },
      ],
      rows: lines.map(({ what, working, result }) => ({
        head: what,
        cells: [working, html`<strong>= ${result}</strong>`],
      })),
    })}`;
}

function costsTemplate(users: number, steps: BreakEven): TemplateResult {
  const { seatsPerYear, ownPerYear, cheaper, savedPerYear } = costsFor(users, steps);
  const saves = (side: typeof cheaper) =>
    cheaper === side
      ? t("cheaper, by {0} a year", dollars(savedPerYear))
      : cheaper === "neither"
        ? t("the same")
        : t("dearer");
  const row = (head: string, perYear: number, side: typeof cheaper) => ({
    head,
    cells: [dollars(perYear), dollars(perYear / users / 12), saves(side)],
  });
  return html`<h4>${t("For {0}", wholeUsers(users))}</h4>
    ${figureTable({
      caption: t("What {0} cost", wholeUsers(users)),
      columns: [
        { text: "", note: t("what is paid for") },
        { text: t("A year"), isFigure: true },
        { text: t("A user and month"), isFigure: true },
        { text: t("Which is cheaper") },
      ],
      rows: [
        row(t("Hosted seats"), seatsPerYear, "seats"),
        row(t("Own hardware with operations"), ownPerYear, "own hardware"),
      ],
    })}
    <p class="view-note">
      ${t("Own hardware costs the same for as many users as it can serve; how many that is, the load test says.")}
    </p>`;
}

export function claimTemplate(published: Published): TemplateResult {
  const { advice = [], sourceLine } = published.economics;
  return html`<h4>${t("What the published run claims")}</h4>
    <ul class="view-sentences">
      ${claimSentences(published).map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${
      advice.length === 0
        ? nothing
        : figureTable({
            caption: t("Its advice, cited"),
            columns: [{ text: t("Users") }, { text: t("The article advises") }],
            rows: advice.map(({ users, advice: text }) => ({ head: users, cells: [text] })),
          })
    }
    <p class="view-note">${t("Source: {0}. {1}.", published.source, sourceLine)}</p>`;
}
