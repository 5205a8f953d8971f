// The break-even calculator as an element: it keeps what was typed, so that the page around it can be drawn as often as it
// likes, and a calculator that was closed opens again as it was left. The arithmetic is core's.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { breakEven } from "../../../../core/economics/break-even.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { fieldTemplate, planButtons } from "./field.ts";
import {
  type Entered,
  enteredFrom,
  type FieldName,
  fieldNames,
  type ReadInputs,
  readInputs,
  withheldText,
} from "./inputs.ts";
import { claimTemplate, resultTemplate } from "./result.ts";
import { wholeUsers } from "./working.ts";

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
    return html`<div class="economics-inputs" role="group" aria-label=${t("Inputs")}>
        ${fieldNames.map((name) => fieldTemplate(name, entered[name], problems[name], set))}
      </div>
      ${planButtons(economics.plans, entered.seatPerMonth, (price) => set("seatPerMonth", price))}
      <p>
        <button type="button" class="button button-secondary" ?disabled=${typed === undefined} @click=${reset}>
          ${t("Back to the published inputs")}
        </button>
      </p>
      <p class="economics-said" role="status" data-testid="said">${saidText(problems, read)}</p>
      ${read === undefined ? nothing : resultTemplate(read, published)}
      ${claimTemplate(published)}`;
  }
}

/** One sentence, read aloud whenever it changes. */
function saidText(problems: Partial<Record<FieldName, string>>, read: ReadInputs["read"]): string {
  if (read === undefined) return withheldText(problems);
  const { fewestUsers } = breakEven(read.inputs);
  return t("Own hardware costs less than hosted seats from {0} on.", wholeUsers(fewestUsers));
}

// Imported outside a browser, as unit tests do, there is nothing to register it with.
if ("customElements" in globalThis && !customElements.get("tandem-economics")) {
  customElements.define("tandem-economics", TandemEconomics);
}
