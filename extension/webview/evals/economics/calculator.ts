// The break-even calculator as an element: it keeps what was typed, so that the page around it can be drawn as often as it
// likes, and a calculator that was closed opens again as it was left. The arithmetic is core's.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { type BreakEven, breakEven, costsFor } from "../../../../core/economics/break-even.ts";
import { dollars } from "../../../../core/economics/money-text.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { figureTable } from "../sheet.ts";
import { costFigure } from "./cost-chart.ts";
import {
  type Entered,
  enteredFrom,
  type FieldName,
  fieldNames,
  fields,
  type ReadInputs,
  readInputs,
} from "./inputs.ts";
import { claimSentences, wholeUsers, workingLines } from "./working.ts";

/** Until the page is loaded again; undefined as long as nothing was typed. */
let typed: Entered | undefined;

export class TandemEconomics extends LitElement {
  static override properties = { published: { attribute: false } };
  declare published: Published | undefined;

  /** The page's style sheet reaches inside; a shadow root would need one of its own. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { published } = this;
    if (published === undefined) return nothing;
    const { economics } = published;
    const entered = typed ?? enteredFrom(economics.inputs, economics.claimedBreakEven);
    const { problems, read } = readInputs(entered);
    const set = (name: FieldName, text: string) => {
      typed = { ...entered, [name]: text };
      this.requestUpdate();
    };
    const reset = () => {
      typed = undefined;
      this.requestUpdate();
    };
    return html`<div class="economics-inputs" role="group" aria-label="Inputs">
        ${fieldNames.map((name) => fieldTemplate(name, entered[name], problems[name], set))}
      </div>
      ${planButtons(economics.plans, entered.seatPerMonth, (price) => set("seatPerMonth", price))}
      <p>
        <button type="button" class="view-button" ?disabled=${typed === undefined} @click=${reset}>
          Back to the published inputs
        </button>
      </p>
      <p class="economics-said" role="status" data-testid="said">${saidText(problems, read)}</p>
      ${read === undefined ? nothing : resultTemplate(read, published)}
      ${claimTemplate(published)}`;
  }
}

function fieldTemplate(
  name: FieldName,
  text: string,
  problem: string | undefined,
  set: (name: FieldName, text: string) => void,
): TemplateResult {
  const { label, unit } = fields[name];
  const id = `economics-${name}`;
  return html`<div class="economics-field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      class="view-input"
      inputmode="decimal"
      autocomplete="off"
      .value=${text}
      aria-describedby="${id}-unit ${id}-problem"
      aria-invalid=${problem === undefined ? "false" : "true"}
      @input=${(event: InputEvent) => {
        if (event.target instanceof HTMLInputElement) set(name, event.target.value);
      }}
    />
    <span class="view-below" id="${id}-unit">${unit}</span>
    <span class="economics-problem" id="${id}-problem">${problem ?? nothing}</span>
  </div>`;
}

function planButtons(
  plans: Published["economics"]["plans"],
  seat: string,
  choose: (price: string) => void,
): TemplateResult {
  return html`<div class="economics-plans" role="group" aria-label="Seat price by plan">
    <span>Seat price by plan:</span>
    ${plans.map(
      ({ name, perMonth }) =>
        html`<button
          type="button"
          class="view-button"
          aria-pressed=${Number(seat) === perMonth ? "true" : "false"}
          @click=${() => choose(String(perMonth))}
        >
          ${name}, ${perMonth} USD
        </button>`,
    )}
  </div>`;
}

/** One sentence, read aloud whenever it changes. */
function saidText(problems: Partial<Record<FieldName, string>>, read: ReadInputs["read"]): string {
  if (read === undefined) return `No result: ${Object.values(problems).join(" ")}`;
  const { fewestUsers } = breakEven(read.inputs);
  return `Own hardware costs less than hosted seats from ${wholeUsers(fewestUsers)} on.`;
}

function resultTemplate(
  { inputs, users }: NonNullable<ReadInputs["read"]>,
  { economics }: Published,
): TemplateResult {
  const steps = breakEven(inputs);
  const claimed = economics.claimedBreakEven;
  const tile = (title: string, text: string, below: string, testid: string) =>
    html`<div class="view-tile" data-testid=${testid}>
      <h3>${title}</h3>
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
  return html`<h3>The working</h3>
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
  return html`<h3>For ${wholeUsers(users)}</h3>
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

function claimTemplate(published: Published): TemplateResult {
  const { advice = [], sourceLine } = published.economics;
  return html`<h3>What the published run claims</h3>
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

// Imported outside a browser, as unit tests do, there is nothing to register it with.
if ("customElements" in globalThis && !customElements.get("tandem-economics")) {
  customElements.define("tandem-economics", TandemEconomics);
}
