// The tab of the facts: everything about a run that a reader needs to judge or repeat it, as lists of names and values.
import { html, nothing, type TemplateResult } from "lit";
import type { Evaluation, RunHeader } from "../../../core/protocol/evaluation.ts";
import type { LoadHeader } from "../../../core/protocol/load-test.ts";
import type { RepositoryRun } from "../../../core/protocol/repository-run.ts";
import type { EndpointFacts, Hardware } from "../../../core/protocol/run-facts.ts";
import { plural, t } from "../../words.ts";
import { writtenNumber } from "../language.ts";
import type { OpenedRun } from "./messages.ts";
import {
  categoryName,
  clockText,
  hardwareText,
  promptSourceText,
  startedText,
  tokensText,
} from "./words.ts";

type Fact = [name: string, value: string | undefined];

export function factsView(run: OpenedRun): TemplateResult {
  if (run.header === undefined) {
    return html`<section class="part"><p class="quiet">${t("The run has not told its facts yet.")}</p></section>`;
  }
  const { endpoint, hardware } = run.header;
  return html`<div class="fact-groups">
    ${group(t("Endpoint"), endpointList(endpoint, hardware))} ${groupsOf(run)}
  </div>`;
}

function groupsOf(run: OpenedRun): TemplateResult | typeof nothing {
  switch (run.kind) {
    case "evaluation":
      return run.header ? evaluationGroups(run.header, run.result) : nothing;
    case "load":
      return run.header ? loadGroup(run.header) : nothing;
    case "repository":
      return run.header ? repositoryGroup(run.header) : nothing;
  }
}

function endpointList(endpoint: EndpointFacts, hardware: Hardware | undefined): Fact[] {
  return [
    [t("Model"), endpoint.model],
    ["URL", endpoint.url],
    [
      t("Answered by"),
      endpoint.isSimulated ? t("a simulated endpoint: no model") : t("a model server"),
    ],
    [t("Server version"), endpoint.serverVersion ?? t("not told by the server")],
    [
      t("Context window"),
      endpoint.contextWindow === undefined
        ? t("not told by the server")
        : tokensText(endpoint.contextWindow),
    ],
    [t("Declared hardware"), hardwareText(hardware) ?? t("none")],
  ];
}

function evaluationGroups(header: RunHeader, result: Omit<Evaluation, "cases"> | undefined) {
  const { suite, sampling, sandbox, judge, toolParser, epochs } = header;
  const repeated = Object.entries(epochs).filter(([, count]) => count > 1);
  return html`${group(t("Run"), [
    [t("Id"), header.id],
    [t("Started"), startedText(header.startedAt)],
    [t("Profile"), header.profile],
    [t("Suite"), t("{0}, {1} cases", suiteWords(suite), writtenNumber(suite.cases))],
    [t("Categories"), header.suites.map(categoryName).join(", ")],
    [
      t("Repeats"),
      repeated.length === 0
        ? t("none")
        : repeated.map(([name, count]) => `${categoryName(name)} × ${count}`).join(", "),
    ],
    [t("Seed"), String(header.seed)],
    [t("Questions at a time"), String(header.concurrency)],
    [
      t("Sampling"),
      t("temperature {0}, top-p {1}, seed {2}", sampling.temperature, sampling.topP, sampling.seed),
    ],
    [t("Tool calls"), toolParser?.message],
    [t("Judge"), judge?.isSelf ? t("{0} (judges itself)", judge.model) : judge?.model],
    [
      t("Judge's planted answers"),
      judge?.calibration &&
        t("{0} of {1} rated rightly", judge.calibration.right, judge.calibration.of),
    ],
  ])}
  ${group(t("Sandbox"), [
    [t("Programs ran in"), sandbox.description],
    ...Object.entries(sandbox.unavailable).map(
      ([tier, reason]): Fact => [t("Not {0}", tier), reason],
    ),
  ])}
  ${group(t("Toolchains"), [
    ...Object.entries(header.toolchains).map((entry): Fact => entry),
    ...Object.entries(header.missingToolchains).map(
      ([name, reason]): Fact => [name, t("missing: {0}", reason)],
    ),
  ])}
  ${result ? group(t("Totals"), totalsOf(result)) : nothing}`;
}

/** Its hash, and that of the suite that asked where another one has graded. */
function suiteWords({ hash, askedHash }: RunHeader["suite"]): string {
  return askedHash === undefined ? hash : t("{0} (asked by {1})", hash, askedHash);
}

function totalsOf({ totals }: Omit<Evaluation, "cases">): Fact[] {
  const { counts } = totals;
  return [
    [t("Planned"), writtenNumber(totals.planned)],
    [t("Passed, failed"), `${counts.pass}, ${counts.fail}`],
    [
      t("Skipped, unscored, infra"),
      t("{0}, {1}, {2}; none of them lowers a rate", counts.skipped, counts.unscored, counts.infra),
    ],
    [t("Prompt"), tokensText(totals.promptTokens)],
    [t("Answers"), tokensText(totals.completionTokens)],
    [t("Time of all answers together"), clockText(totals.askedSeconds * 1000)],
    [t("Transport errors tried again"), writtenNumber(totals.retried)],
  ];
}

function loadGroup(header: LoadHeader): TemplateResult {
  const { server, forcesLength } = header;
  return group(t("Run"), [
    [t("Id"), header.id],
    [t("Started"), startedText(header.startedAt)],
    [t("Profile"), header.profile],
    [t("Route"), header.route],
    [t("Prompts"), promptSourceText(header.promptSource)],
    [
      t("Lengths"),
      forcesLength
        ? t("asked for by ignore_eos and min_tokens")
        : t("as the model ends its answers"),
    ],
    [t("Seed"), String(header.seed)],
    [
      t("Running before the test"),
      server?.runningBefore === undefined
        ? t("not told by the server")
        : plural(
            server.runningBefore,
            ["{0} request, {1} waiting", "{0} requests, {1} waiting"],
            server.waitingBefore ?? 0,
          ),
    ],
    [
      "max-num-seqs",
      server?.maxNumSeqs === undefined ? undefined : t("{0} (declared)", server.maxNumSeqs),
    ],
    ...Object.entries(server?.cacheConfig ?? {}).map((entry): Fact => entry),
  ]);
}

function repositoryGroup(header: RepositoryRun["run"]): TemplateResult {
  return group(t("Run"), [
    [t("Id"), header.id],
    [t("Started"), startedText(header.startedAt)],
    [t("Folder"), header.folder],
    [t("Files"), writtenNumber(header.files)],
    [t("FIM family"), header.fimFamily ?? t("none: the model cannot fill in the middle")],
    [t("Seed"), String(header.seed)],
    [t("Private"), t("kept on this machine until you export it")],
  ]);
}

function group(title: string, facts: readonly Fact[]): TemplateResult {
  return html`<section class="part fact-group">
    <h3>${title}</h3>
    <dl>
      ${facts.map(([name, value]) =>
        value === undefined ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
      )}
    </dl>
  </section>`;
}
