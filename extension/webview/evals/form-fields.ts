// What forms of the panel are made of: a group of choices, and what a native control says. It knows no run.
import { html, nothing, type TemplateResult } from "lit";

export type Choice = { value: string; name: string; words: string; size?: string };

export function radios(
  legend: string,
  name: string,
  choices: readonly Choice[],
  chosen: string,
  className: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<fieldset class="group">
    <legend>${legend}</legend>
    <div class=${className}>
      ${choices.map(
        (choice) => html`<label class="choice">
          <input
            type="radio"
            name=${name}
            value=${choice.value}
            .checked=${choice.value === chosen}
            @change=${() => choose(choice.value)}
          />
          <span class="choice-text">
            <span class="choice-name">${choice.name}</span>
            ${choice.size ? html`<span class="choice-size">${choice.size}</span>` : nothing}
            <span class="choice-words">${choice.words}</span>
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

export function fieldValue(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : "";
}

export function isChecked({ target }: Event): boolean {
  return target instanceof HTMLInputElement && target.checked;
}
