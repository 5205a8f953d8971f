// What is measured and how much of it: an evaluation, a load test, or the team's own repository. Sizes are told, so that
// nobody starts an hour by mistake.
import { html, type TemplateResult } from "lit";
import type { Category } from "../../../core/protocol/case-file.ts";
import type { ProfileName } from "../../../core/protocol/evaluation.ts";
import { questionsOf } from "../../../core/protocol/profile-sizes.ts";
import { t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import { type Choice, fieldValue, isChecked, radios } from "./form-fields.ts";
import { icon } from "./icon.ts";
import type { Intent, Setup } from "./messages.ts";
import { problemView } from "./problem.ts";
import { type FilledForm, mostHoles, type SetupForm } from "./setup-form.ts";
import { loadTimes, profileTime } from "./start-summary.ts";
import { categories, categoryName } from "./words.ts";

export type SetupActions = {
  change(form: Partial<SetupForm>): void;
  post(intent: Intent): void;
  start(): void;
};

const kinds = (): Choice[] => [
  {
    value: "evaluation",
    name: t("Evaluation"),
    words: t("The coding suite, graded: a verdict for each use."),
  },
  {
    value: "load",
    name: t("Load test"),
    words: t("Latency and throughput beside published H100 figures."),
  },
  {
    value: "repository",
    name: t("Own repository"),
    words: t("Inline completion on your own code. Nothing is stored elsewhere."),
  },
];

export function kindFields(form: SetupForm, { change }: SetupActions): TemplateResult {
  return radios(t("What to run"), "kind", kinds(), form.kind, "choices choices-across", (value) =>
    // One of the values above.
    change({ kind: value as SetupForm["kind"] }),
  );
}

/** Their names are those that runs and the command line have for them. */
const profiles = (): { value: ProfileName; name: string; why: string }[] => [
  { value: "smoke", name: "Smoke", why: t("Does everything work? Too few for verdicts.") },
  { value: "published", name: "Published", why: t("As many as the published H100 run asked.") },
  { value: "standard", name: "Standard", why: t("Enough for a verdict in every row.") },
  { value: "full", name: "Full", why: t("Narrower intervals, and repeats.") },
];

function profileChoices(): Choice[] {
  return profiles().map(({ value, name, why }) => {
    const questions = questionsOf(value, []);
    const size = t("{0} questions, {1}", writtenNumber(questions), profileTime(questions));
    return { value, name, words: why, size };
  });
}

export function evaluationFields(form: SetupForm, filled: FilledForm, { change }: SetupActions) {
  const toggle = (category: Category, isOn: boolean) =>
    change({
      suites: isOn ? [...form.suites, category] : form.suites.filter((other) => other !== category),
    });
  return html`${radios(
    t("How much"),
    "profile",
    profileChoices(),
    filled.profile,
    "choices choices-lines",
    (value) =>
      // One of the values above.
      change({ profile: value as FilledForm["profile"] }),
  )}
    <label class="check">
      <input
        type="checkbox"
        .checked=${filled.withLoad}
        @change=${(event: Event) => change({ withLoad: isChecked(event) })}
      />
      <span>
        ${t("With load test")}
        <span class="quiet">${t("Decides the rows on latency and throughput; adds a few minutes.")}</span>
      </span>
    </label>
    <details class="fold">
      <summary>
        ${icon("chevron")}${t("Categories")}
        <span class="quiet">${form.suites.length === 0 ? t("all") : t("{0} of {1}", form.suites.length, categories.length)}</span>
      </summary>
      <fieldset class="check-grid">
        <legend class="visually-hidden">${t("Only these categories; none chosen means all")}</legend>
        ${categories.map(
          (category) => html`<label class="check">
            <input
              type="checkbox"
              .checked=${form.suites.includes(category)}
              @change=${(event: Event) => toggle(category, isChecked(event))}
            />
            <span>${categoryName(category)}</span>
          </label>`,
        )}
      </fieldset>
    </details>`;
}

const loadProfiles = (): Choice[] => [
  {
    value: "scorecard",
    name: "Scorecard",
    words: t("Concurrency 1 and 128: what the last two rows of the scorecard need."),
    size: loadTimes.scorecard(),
  },
  {
    value: "published",
    name: t("Published grid"),
    words: t("4 lengths × concurrency 1, 8, 32, 128: each row beside the published H100 figures."),
    size: loadTimes.published(),
  },
  {
    value: "inferencemax",
    name: "InferenceMAX",
    words: t("The public shapes 1k/1k and 8k/1k."),
    size: loadTimes.inferencemax(),
  },
];

export function loadFields(form: SetupForm, { change }: SetupActions): TemplateResult {
  return radios(
    t("How much"),
    "load-profile",
    loadProfiles(),
    form.loadProfile,
    "choices choices-lines",
    (value) =>
      // One of the values above.
      change({ loadProfile: value as SetupForm["loadProfile"] }),
  );
}

export function repositoryFields(
  setup: Setup,
  form: SetupForm,
  filled: FilledForm,
  actions: SetupActions,
) {
  const { folders, isTrusted } = setup;
  if (folders.length === 0) {
    return isTrusted
      ? html`<p class="notice">${icon("info")}${t("Open the folder of your repository: there is none in this window.")}</p>`
      : problemView(
          {
            message: t("This workspace is not trusted. Its files are read only once you trust it."),
            actions: [{ action: "manageTrust", label: t("Manage Trust") }],
          },
          (action) => actions.post({ type: "action", action }),
        );
  }
  return html`<div class="field-row">
    <label class="field">
      <span class="field-label">${t("Folder")}</span>
      <select @change=${(event: Event) => actions.change({ folder: fieldValue(event) })}>
        ${folders.map(
          (name) =>
            html`<option value=${name} .selected=${name === filled.folder}>${name}</option>`,
        )}
      </select>
    </label>
    <label class="field field-short">
      <span class="field-label">${t("Holes")}</span>
      <input
        type="number"
        min="1"
        max=${mostHoles}
        .value=${form.holes}
        @input=${(event: Event) => actions.change({ holes: fieldValue(event) })}
      />
    </label>
    <p class="field-note quiet">
      ${t("Function bodies, calls and blocks are cut out, and the model fills them in. What it writes is held against what stood there.")}
    </p>
  </div>`;
}
