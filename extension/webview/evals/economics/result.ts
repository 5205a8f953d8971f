// What the calculator answers: the three numbers beside each other, the working, the cost for so many users, the drawing, and
// what the published run claims. The arithmetic is core's.
import { html, nothing, type TemplateResult } from "lit";
import { type BreakEven, breakEven, costsFor } from "../../../../core/economics/break-even.ts";
import { dollars } from "../../../../core/economics/money-text.ts";
import type { Published } from "../../../../core/protocol/published.ts";
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
      ${tile("Break-even, computed", wholeUsers(steps.users), "up to so many, seats cost no more", "computed")}
      ${tile("Without operations", wholeUsers(steps.usersWithoutOperations), "hardware alone", "without-operations")}
      ${tile("Published claim", `about ${wholeUsers(claimed)}`, "cited, not computed; see below", "claimed")}
    </div>
    ${workingTemplate(workingLines(inputs, steps))} ${costsTemplate(users, steps)}
    ${costFigure(steps, { users, claimed })}`;
}

function workingTemplate(lines: ReturnType<typeof workingLines>): TemplateResult {
  return html`<h4>The working</h4>
    ${figureTable({
      caption: "Each step of the break-even",
      columns: [
        { text: "Step" },
        { text: "Working", isFigure: true },
        { text: "Result", isFigure: true },
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
      ? `cheaper, by ${dollars(savedPerYear)} a year`
      : cheaper === "neither"
        ? "the same"
        : "dearer";
  const row = (head: string, perYear: number, side: typeof cheaper) => ({
    head,
    cells: [dollars(perYear), dollars(perYear / users / 12), saves(side)],
  });
  return html`<h4>For ${wholeUsers(users)}</h4>
    ${figureTable({
      caption: `What ${wholeUsers(users)} cost`,
      columns: [
        { text: "", note: "what is paid for" },
        { text: "A year", isFigure: true },
        { text: "A user and month", isFigure: true },
        { text: "Which is cheaper" },
      ],
      rows: [
        row("Hosted seats", seatsPerYear, "seats"),
        row("Own hardware with operations", ownPerYear, "own hardware"),
      ],
    })}
    <p class="view-note">
      Own hardware costs the same for as many users as it can serve; how many that is, the load test says.
    </p>`;
}

export function claimTemplate(published: Published): TemplateResult {
  const { advice = [], sourceLine } = published.economics;
  return html`<h4>What the published run claims</h4>
    <ul class="view-sentences">
      ${claimSentences(published).map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${
      advice.length === 0
        ? nothing
        : figureTable({
            caption: "Its advice, cited",
            columns: [{ text: "Users" }, { text: "The article advises" }],
            rows: advice.map(({ users, advice: text }) => ({ head: users, cells: [text] })),
          })
    }
    <p class="view-note">Source: ${published.source}. ${sourceLine}.</p>`;
}
