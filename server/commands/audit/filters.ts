// The conditions on requests that several verbs read from the command line, and the rules for what they hide. It does not
// know what is done with either.
import { type Command, InvalidArgumentError, Option } from "commander";
import { outcomes } from "../../../core/protocol/audit-record.ts";
import { tasks, trafficClasses } from "../../../core/routing/task.ts";
import { storedRules } from "../../audit/redaction-rules.ts";
import { createRedact, type Redact } from "../../audit/tools/redact.ts";
import { findPerson, type RequestFilter } from "../../audit/tools/request-filter.ts";
import { readConfig } from "../../config/read-config.ts";
import type { Store } from "../../store/store.ts";
import { OutputError } from "../failures.ts";
import { timeText } from "./results.ts";

/** As a filter, but the person by name or pseudonym. */
export type FilterFlags = RequestFilter;

export function filterOptions(command: Command): Command {
  return command
    .option("--person <name>", "only this person or CI job, by name or pseudonym")
    .option("--team <name>", "only this team")
    .addOption(new Option("--task <task>", "only this task").choices(tasks))
    .addOption(new Option("--class <class>", "only this traffic class").choices(trafficClasses))
    .option("--model <name>", "only what this model answered, or what was asked of it")
    .addOption(new Option("--outcome <outcome>", "only what ended like this").choices(outcomes))
    .option(
      "--since <time>",
      "from then on: 7d, 12h, 2026-01-31 or 2026-01-31T12:00Z (UTC)",
      moment,
    )
    .option("--until <time>", "before then", moment);
}

/** @throws OutputError, AuditToolError `no_person` */
export async function filterOf(store: Store, flags: FilterFlags): Promise<RequestFilter> {
  const { person, team, task, model, outcome, since, until } = flags;
  if (since !== undefined && until !== undefined && since > until) {
    const [from, to] = [timeText(since), timeText(until)];
    throw new OutputError(`--since (${from}) is later than --until (${to}): nothing lies between.`);
  }
  return {
    ...(person === undefined ? {} : { person: (await findPerson(store, person)).id }),
    ...(team === undefined ? {} : { team }),
    ...(task === undefined ? {} : { task }),
    ...(flags.class === undefined ? {} : { class: flags.class }),
    ...(model === undefined ? {} : { model }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

export type RedactFlags = { config?: string; hideEmails?: boolean };

export function redactOptions(command: Command): Command {
  return command
    .option(
      "--config <file>",
      "a configuration whose redaction rules apply beside those of the gateway",
    )
    .option("--hide-emails", "hide e-mail addresses too");
}

/** What running gateways hide is hidden whether their configuration is at hand or not. @throws ConfigError */
export async function redactOf(
  store: Store,
  { config, hideEmails = false }: RedactFlags,
): Promise<Redact> {
  const own = config === undefined ? [] : (await readConfig(config)).audit.redact;
  const rules = [...(await storedRules(store)), ...own];
  return createRedact({ rules, hidesEmails: hideEmails });
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Argument parser for a time in the past, in ms since the epoch. */
export function moment(text: string): number {
  const [, digits, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  // The expression lets no other unit through.
  if (digits !== undefined)
    return Date.now() - Number(digits) * unitMs[unit as keyof typeof unitMs];
  const [, day, time] =
    /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.exec(text) ?? [];
  const midnight = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  const at = time === undefined ? midnight : Date.parse(text);
  // February 30 is none, though it can be parsed.
  const isReal = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day ?? "");
  if (isReal && !Number.isNaN(at)) return at;
  throw new InvalidArgumentError(
    "It has to be how long ago, such as 7d or 12h, or a time such as 2026-01-31 or 2026-01-31T12:00Z.",
  );
}
