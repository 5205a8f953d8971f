// Tabs as the ARIA pattern has them: one stop for Tab, arrows move and choose. It knows names, not what the panels hold.
import { html, type TemplateResult } from "lit";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";

const tabNames = {
  scorecard: () => t("Scorecard"),
  results: () => t("Results"),
  cases: () => t("Cases"),
  latency: () => t("Latency"),
  longContext: () => t("Long Context"),
  repeats: () => t("Repeats"),
  economics: () => t("Economics"),
  facts: () => t("Facts"),
} as const;
export type TabId = keyof typeof tabNames;

/** `count` stands behind the name, such as the number of cases. */
export type Tab = { id: TabId; count?: number };

export function tabBar(
  tabs: readonly Tab[],
  chosen: TabId,
  choose: (tab: TabId) => void,
): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    const next = tabAfter(event.key, tabs, chosen);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${t("Parts of the run")} @keydown=${onKey}>
    ${tabs.map(
      ({ id, count }) => html`<button
        type="button"
        role="tab"
        class="tab"
        id="tab-${id}"
        aria-selected=${id === chosen}
        aria-controls="tab-panel"
        tabindex=${id === chosen ? 0 : -1}
        @click=${() => choose(id)}
      >
        ${tabNames[id]()}${count === undefined ? "" : html` <span class="tab-count">${writtenNumber(count)}</span>`}
      </button>`,
    )}
  </div>`;
}

export function tabPanel(chosen: TabId, content: unknown): TemplateResult {
  return html`<section
    class="tab-panel"
    id="tab-panel"
    role="tabpanel"
    aria-labelledby="tab-${chosen}"
    tabindex="0"
    data-tab=${chosen}
  >
    ${content}
  </section>`;
}

function tabAfter(key: string, tabs: readonly Tab[], chosen: TabId): TabId | undefined {
  const at = tabs.findIndex(({ id }) => id === chosen);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: tabs.length - 1,
  };
  const step = steps[key];
  return step === undefined ? undefined : tabs[(step + tabs.length) % tabs.length]?.id;
}
