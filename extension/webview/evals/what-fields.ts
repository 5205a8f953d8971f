// What is measured and how much of it: an evaluation, a load test, or the team's own repository. Sizes are told, so that
// nobody starts an hour by mistake.
import { html, type TemplateResult } from "lit";
import type { Category } from "../../../core/protocol/case-file.ts";
import type { ProfileName } from "../../../core/protocol/evaluation.ts";
import { questionsOf } from "../../../core/protocol/profile-sizes.ts";
import { type Choice, fieldValue, isChecked, radios } from "./form-fields.ts";
import { icon } from "./icon.ts";
import type { Intent, Setup } from "./messages.ts";
import { problemView } from "./problem.ts";
import { type FilledForm, mostHoles, type SetupForm } from "./setup-form.ts";
import { loadTimes, profileTime } from "./start-summary.ts";
import { categoryNames } from "./words.ts";

export type SetupActions = {
  change(form: Partial<SetupForm>): void;
  post(intent: Intent): void;
  start(): void;
};

const kinds: Choice[] = [
  {
    value: "evaluation",
    name: "Evaluation",
    words: "The coding suite, graded: a verdict for each use.",
  },
  {
    value: "load",
    name: "Load test",
    words: "Latency and throughput beside published H100 figures.",
  },
  {
    value: "repository",
    name: "Own repository",
    words: "Inline completion on your own code. Nothing is stored elsewhere.",
  },
];

export function kindFields(form: SetupForm, { change }: SetupActions): TemplateResult {
  return radios("What to run", "kind", kinds, form.kind, "choices choices-across", (value) =>
    // One of the values above.
    change({ kind: value as SetupForm["kind"] }),
  );
}

const profiles: readonly { value: ProfileName; name: string; why: string }[] = [
  { value: "smoke", name: "Smoke", why: "Does everything work? Too few for verdicts." },
  { value: "published", name: "Published", why: "As many as the published H100 run asked." },
  { value: "standard", name: "Standard", why: "Enough for a verdict in every row." },
  { value: "full", name: "Full", why: "Narrower intervals, and repeats." },
];

const profileChoices: Choice[] = profiles.map(({ value, name, why }) => {
  const questions = questionsOf(value, []);
  const size = `${questions.toLocaleString("en")} questions, ${profileTime(questions)}`;
  return { value, name, words: why, size };
});

export function evaluationFields(form: SetupForm, filled: FilledForm, { change }: SetupActions) {
  const toggle = (category: Category, isOn: boolean) =>
    change({
      suites: isOn ? [...form.suites, category] : form.suites.filter((other) => other !== category),
    });
  return html`${radios(
    "How much",
    "profile",
    profileChoices,
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
        With load test
        <span class="quiet">Decides the rows on latency and throughput; adds a few minutes.</span>
      </span>
    </label>
    <details class="fold">
      <summary>
        ${icon("chevron")}Categories
        <span class="quiet">${form.suites.length === 0 ? "all" : `${form.suites.length} of 12`}</span>
      </summary>
      <fieldset class="check-grid">
        <legend class="visually-hidden">Only these categories; none chosen means all</legend>
        ${Object.entries(categoryNames).map(([id, name]) => {
          // The keys of the table are the categories.
          const category = id as Category;
          return html`<label class="check">
            <input
              type="checkbox"
              .checked=${form.suites.includes(category)}
              @change=${(event: Event) => toggle(category, isChecked(event))}
            />
            <span>${name}</span>
          </label>`;
        })}
      </fieldset>
    </details>`;
}

const loadProfiles: Choice[] = [
  {
    value: "scorecard",
    name: "Scorecard",
    words: "Concurrency 1 and 128: what the last two rows of the scorecard need.",
    size: loadTimes.scorecard,
  },
  {
    value: "published",
    name: "Published grid",
    words: "4 lengths × concurrency 1, 8, 32, 128: each row beside the published H100 figures.",
    size: loadTimes.published,
  },
  {
    value: "inferencemax",
    name: "InferenceMAX",
    words: "The public shapes 1k/1k and 8k/1k.",
    size: loadTimes.inferencemax,
  },
];

export function loadFields(form: SetupForm, { change }: SetupActions): TemplateResult {
  return radios(
    "How much",
    "load-profile",
    loadProfiles,
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
      ? html`<p class="notice">${icon("info")}Open the folder of your repository: there is none in this window.</p>`
      : problemView(
          {
            message: "This workspace is not trusted. Its files are read only once you trust it.",
            actions: [{ action: "manageTrust", label: "Manage Trust" }],
          },
          (action) => actions.post({ type: "action", action }),
        );
  }
  return html`<div class="field-row">
    <label class="field">
      <span class="field-label">Folder</span>
      <select @change=${(event: Event) => actions.change({ folder: fieldValue(event) })}>
        ${folders.map(
          (name) =>
            html`<option value=${name} .selected=${name === filled.folder}>${name}</option>`,
        )}
      </select>
    </label>
    <label class="field field-short">
      <span class="field-label">Holes</span>
      <input
        type="number"
        min="1"
        max=${mostHoles}
        .value=${form.holes}
        @input=${(event: Event) => actions.change({ holes: fieldValue(event) })}
      />
    </label>
    <p class="field-note quiet">
      Function bodies, calls and blocks are cut out, and the model fills them in. What it writes is held against what stood there.
    </p>
  </div>`;
}
