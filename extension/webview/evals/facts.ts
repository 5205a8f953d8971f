// The tab of the facts: everything about a run that a reader needs to judge or repeat it, as lists of names and values.
import { html, nothing, type TemplateResult } from "lit";
import { suiteText } from "../../../core/figures/figure-text.ts";
import type { Evaluation, RunHeader } from "../../../core/protocol/evaluation.ts";
import type { LoadHeader } from "../../../core/protocol/load-test.ts";
import type { RepositoryRun } from "../../../core/protocol/repository-run.ts";
import type { EndpointFacts, Hardware } from "../../../core/protocol/run-facts.ts";
import type { OpenedRun } from "./messages.ts";
import { categoryName, clockText, hardwareText, startedText, tokensText } from "./words.ts";

type Fact = [name: string, value: string | undefined];

export function factsView(run: OpenedRun): TemplateResult {
  if (run.header === undefined) {
    return html`<section class="part"><p class="quiet">The run has not told its facts yet.</p></section>`;
  }
  const { endpoint, hardware } = run.header;
  return html`<div class="fact-groups">
    ${group("Endpoint", endpointList(endpoint, hardware))} ${groupsOf(run)}
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
    ["Model", endpoint.model],
    ["URL", endpoint.url],
    ["Answered by", endpoint.isSimulated ? "a simulated endpoint: no model" : "a model server"],
    ["Server version", endpoint.serverVersion ?? "not told by the server"],
    [
      "Context window",
      endpoint.contextWindow === undefined
        ? "not told by the server"
        : tokensText(endpoint.contextWindow),
    ],
    ["Declared hardware", hardwareText(hardware) ?? "none"],
  ];
}

function evaluationGroups(header: RunHeader, result: Omit<Evaluation, "cases"> | undefined) {
  const { suite, sampling, sandbox, judge, toolParser, epochs } = header;
  const repeated = Object.entries(epochs).filter(([, count]) => count > 1);
  return html`${group("Run", [
    ["Id", header.id],
    ["Started", startedText(header.startedAt)],
    ["Profile", header.profile],
    ["Suite", `${suiteText(suite)}, ${suite.cases.toLocaleString("en")} cases`],
    ["Categories", header.suites.map(categoryName).join(", ")],
    [
      "Repeats",
      repeated.length === 0
        ? "none"
        : repeated.map(([name, count]) => `${categoryName(name)} × ${count}`).join(", "),
    ],
    ["Seed", String(header.seed)],
    ["Questions at a time", String(header.concurrency)],
    [
      "Sampling",
      `temperature ${sampling.temperature}, top-p ${sampling.topP}, seed ${sampling.seed}`,
    ],
    ["Tool calls", toolParser?.message],
    ["Judge", judge && `${judge.model}${judge.isSelf ? " (judges itself)" : ""}`],
    [
      "Judge's planted answers",
      judge?.calibration && `${judge.calibration.right} of ${judge.calibration.of} rated rightly`,
    ],
  ])}
  ${group("Sandbox", [
    ["Programs ran in", sandbox.description],
    ...Object.entries(sandbox.unavailable).map(([tier, reason]): Fact => [`Not ${tier}`, reason]),
  ])}
  ${group("Toolchains", [
    ...Object.entries(header.toolchains).map((entry): Fact => entry),
    ...Object.entries(header.missingToolchains).map(
      ([name, reason]): Fact => [name, `missing: ${reason}`],
    ),
  ])}
  ${result ? group("Totals", totalsOf(result)) : nothing}`;
}

function totalsOf({ totals }: Omit<Evaluation, "cases">): Fact[] {
  const { counts } = totals;
  return [
    ["Planned", totals.planned.toLocaleString("en")],
    ["Passed, failed", `${counts.pass}, ${counts.fail}`],
    [
      "Skipped, unscored, infra",
      `${counts.skipped}, ${counts.unscored}, ${counts.infra}; none of them lowers a rate`,
    ],
    ["Prompt", tokensText(totals.promptTokens)],
    ["Answers", tokensText(totals.completionTokens)],
    ["Time of all answers together", clockText(totals.askedSeconds * 1000)],
    ["Transport errors tried again", totals.retried.toLocaleString("en")],
  ];
}

function loadGroup(header: LoadHeader): TemplateResult {
  const { server, forcesLength } = header;
  return group("Run", [
    ["Id", header.id],
    ["Started", startedText(header.startedAt)],
    ["Profile", header.profile],
    ["Route", header.route],
    ["Prompts", header.promptSource],
    [
      "Lengths",
      forcesLength ? "asked for by ignore_eos and min_tokens" : "as the model ends its answers",
    ],
    ["Seed", String(header.seed)],
    [
      "Running before the test",
      server?.runningBefore === undefined
        ? "not told by the server"
        : `${server.runningBefore} requests, ${server.waitingBefore ?? 0} waiting`,
    ],
    [
      "max-num-seqs",
      server?.maxNumSeqs === undefined ? undefined : `${server.maxNumSeqs} (declared)`,
    ],
    ...Object.entries(server?.cacheConfig ?? {}).map((entry): Fact => entry),
  ]);
}

function repositoryGroup(header: RepositoryRun["run"]): TemplateResult {
  return group("Run", [
    ["Id", header.id],
    ["Started", startedText(header.startedAt)],
    ["Folder", header.folder],
    ["Files", header.files.toLocaleString("en")],
    ["FIM family", header.fimFamily ?? "none: the model cannot fill in the middle"],
    ["Seed", String(header.seed)],
    ["Private", "kept on this machine until you export it"],
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
