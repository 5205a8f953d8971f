// The break-even calculator's place in the panel: heading and element. What is typed stays in the element.
import { html, type TemplateResult } from "lit";
import type { Published } from "../../../core/protocol/published.ts";
import "./economics/calculator.ts";
import { t } from "../../words.ts";

export function economicsView(published: Published): TemplateResult {
  return html`<section class="view economics-view" aria-labelledby="economics-view-title" data-testid="economics">
    <header class="view-header"><h3 id="economics-view-title">${t("Hosted seats or own hardware")}</h3></header>
    <p class="view-note">
      ${t("Every input can be changed. Nothing here was measured, and nothing is sent anywhere.")}
    </p>
    <tandem-economics .published=${published}></tandem-economics>
  </section>`;
}
