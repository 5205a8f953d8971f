// One input of the calculator with its unit and what is wrong with it, and the plans to choose a seat price from. Hands on what
// is typed; it reads no number but to show which plan is chosen.
import { html, nothing, type TemplateResult } from "lit";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { icon } from "../icon.ts";
import { type FieldName, fields } from "./inputs.ts";

export function fieldTemplate(
  name: FieldName,
  text: string,
  problem: string | undefined,
  set: (name: FieldName, text: string) => void,
): TemplateResult {
  const { label, unit } = fields[name];
  const id = `economics-${name}`;
  return html`<div class="economics-field">
    <label for=${id}>${label()}</label>
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
    <span class="view-below" id="${id}-unit">${unit()}</span>
    <span class="economics-problem" id="${id}-problem">${problem === undefined ? nothing : html`${icon("error")}${problem}`}</span>
  </div>`;
}

export function planButtons(
  plans: Published["economics"]["plans"],
  seat: string,
  choose: (price: string) => void,
): TemplateResult {
  return html`<div class="economics-plans" role="group" aria-label=${t("Seat price by plan")}>
    <span>${t("Seat price by plan:")}</span>
    ${plans.map(
      ({ name, perMonth }) =>
        html`<button
          type="button"
          class="button button-secondary"
          aria-pressed=${Number(seat) === perMonth ? "true" : "false"}
          @click=${() => choose(String(perMonth))}
        >
          ${name}, ${perMonth} USD
        </button>`,
    )}
  </div>`;
}
