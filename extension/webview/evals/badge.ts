// Badges and verdicts: always an icon, a word and a border, never a colour alone.
import { html, nothing, type TemplateResult } from "lit";
import type { RowVerdict } from "../../../core/protocol/evaluation.ts";
import type { Verdict } from "../../../core/protocol/grade.ts";
import type { Hardware } from "../../../core/protocol/run-facts.ts";
import { t } from "../../words.ts";
import { type IconName, icon } from "./icon.ts";
import { hardwareText } from "./words.ts";

export function simulatedBadge(): TemplateResult {
  return html`<span
    class="badge badge-loud"
    data-testid="badge-simulated"
    title=${t("A simulated endpoint answered: no model is behind these figures")}
    >${icon("flask")}${t("SIMULATED")}</span
  >`;
}

export function hardwareBadge(hardware: Hardware | undefined): TemplateResult | typeof nothing {
  const text = hardwareText(hardware);
  if (text === undefined) return nothing;
  return html`<span
    class="badge badge-loud"
    data-testid="badge-hardware"
    title=${t("As declared by the person who ran it: an API cannot prove it")}
    >${icon("chip")}${t("DECLARED HARDWARE")}<span class="badge-detail">${text}</span></span
  >`;
}

export function privateBadge(): TemplateResult {
  return html`<span
    class="badge badge-private"
    data-testid="badge-private"
    title=${t("Holds code of your own repository: it stays on this machine until you export it")}
    >${icon("lock")}${t("private")}</span
  >`;
}

const rowIcons: Readonly<Record<RowVerdict, IconName>> = {
  PASS: "success",
  MARGINAL: "warning",
  FAIL: "fail",
  INSUFFICIENT: "question",
};

export function rowVerdict(verdict: RowVerdict): TemplateResult {
  return html`<span class="verdict verdict-${verdict.toLowerCase()}">${icon(rowIcons[verdict])}${verdict}</span>`;
}

const caseIcons: Readonly<Record<Verdict, IconName>> = {
  pass: "success",
  fail: "fail",
  skipped: "skip",
  unscored: "question",
  infra: "broken",
};

const verdictWords: Readonly<Record<Verdict, () => string>> = {
  pass: () => t("pass"),
  fail: () => t("fail"),
  skipped: () => t("skipped"),
  unscored: () => t("unscored"),
  infra: () => t("infra"),
};

export function verdictWord(verdict: Verdict): string {
  return verdictWords[verdict]();
}

export function caseVerdict(verdict: Verdict): TemplateResult {
  return html`<span class="case-verdict case-verdict-${verdict}">${icon(caseIcons[verdict])}${verdictWord(verdict)}</span>`;
}
