// What Tandem's settings must look like, and the one sentence that says what is wrong with them. Loaded on first use,
// because zod has no place in activation. Knows no VS Code: raw values go in, a configuration or a problem comes out.

import path from "node:path";
import * as z from "zod";
import { fimFamilyIds } from "../core/completion/fim/family.ts";
import type { Multiline } from "../core/completion/place/place.ts";
import { normalizeBaseUrl } from "../core/model/base-url.ts";
import { ModelError } from "../core/model/errors.ts";
import type { Timeouts } from "../core/model/inactivity.ts";
import type { RoutingConfig } from "../core/routing/route.ts";
import { t } from "./words.ts";

export type Config = RoutingConfig & {
  timeouts: Timeouts;
  completion: CompletionSettings;
  evals: EvalsSettings;
};

export type CompletionSettings = {
  isEnabled: boolean;
  /** By language identifier; `*` stands for every language not named. */
  languages: Readonly<Record<string, boolean>>;
  multiline: Multiline;
  /** The p50 of TTFT above which completion pauses. */
  maxTtftMs: number;
  warmsUp: boolean;
  usesOtherFiles: boolean;
};

export type EvalsSettings = {
  /** An absolute path; left out, runs are kept where `tandem eval` keeps them. */
  runsFolder?: string;
  /** Questions at a time. */
  concurrency: number;
};

/** The values as they stand in the user's or the machine's settings, by the part of the key after `tandem.`. */
export type RawSettings = Record<SettingKey, unknown>;

export const settingKeys = [
  "endpoints",
  "models",
  "routes",
  "chat.timeouts",
  "completion.enabled",
  "completion.languages",
  "completion.multiline",
  "completion.maxTtftMs",
  "completion.warmUp",
  "completion.otherFiles",
  "evals.runsFolder",
  "evals.concurrency",
] as const;
export type SettingKey = (typeof settingKeys)[number];

const name = z.string({ error: () => t("must be text") }).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
  error: () =>
    t("must start with a letter or digit and hold only letters, digits, “.”, “_” and “-”"),
});
const servedName = z
  .string({ error: () => t("must be text") })
  .min(1, { error: () => t("must not be empty") });
const tokens = z
  .int({ error: () => t("must be a whole number of tokens") })
  .min(1, { error: () => t("must be at least {0}", 1) });
const seconds = z
  .number({ error: () => t("must be a number of seconds") })
  .min(1, { error: () => t("must be at least {0}", 1) })
  .max(3600, { error: () => t("must be at most {0}", 3600) });

const exampleUrl = "http://gpu1:8000/v1";
const url = z
  .string({ error: () => t("must be a URL such as {0}", exampleUrl) })
  .transform((typed, check) => {
    try {
      return normalizeBaseUrl(typed);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      check.addIssue({
        code: "custom",
        message: t("must be a URL such as {0}, without a user name", exampleUrl),
      });
      return z.NEVER;
    }
  });

const endpoints = z
  .array(z.strictObject({ id: name, url }), { error: () => t("must be a list") })
  .check(uniqueIds);
const models = z
  .array(
    z.strictObject({
      id: name,
      endpoint: name,
      model: servedName,
      contextWindow: z.exactOptional(tokens),
      maxOutputTokens: z.exactOptional(tokens),
      fim: z.exactOptional(
        z.enum(fimFamilyIds, {
          error: () => t("must be one of {0}", fimFamilyIds.join(", ")),
        }),
      ),
    }),
    { error: () => t("must be a list") },
  )
  .check(uniqueIds);
const routes = z.strictObject(
  {
    chat: z.exactOptional(name),
    explain: z.exactOptional(name),
    review: z.exactOptional(name),
    fix: z.exactOptional(name),
    inline: z.exactOptional(name),
  },
  { error: notAnObject },
);
const timeouts = z.strictObject(
  {
    firstByteSeconds: seconds.default(120),
    stalledSeconds: seconds.default(60),
  },
  { error: notAnObject },
);

const flag = z.boolean({ error: () => t("must be true or false") });
const languages = z.record(z.string(), flag, { error: notAnObject });
const multiline = z.enum(["auto", "always", "never"], {
  error: () => t("must be one of {0}", "auto, always, never"),
});
const limitMs = z
  .number({ error: () => t("must be a number of milliseconds") })
  .min(1, { error: () => t("must be at least {0}", 1) })
  .max(60_000, { error: () => t("must be at most {0}", 60_000) });
const runsFolder = z
  .string({ error: () => t("must be text") })
  .trim()
  .refine((typed) => typed === "" || path.isAbsolute(typed), {
    error: () => t("must be an absolute path, or empty"),
  });
const concurrency = z
  .int({ error: () => t("must be a whole number") })
  .min(1, { error: () => t("must be at least {0}", 1) })
  .max(64, { error: () => t("must be at most {0}", 64) });

/** Reads the settings; of several problems the first is named, because one is what a person mends at a time. */
export function parseSettings(raw: RawSettings): Config | { problem: string } {
  const parsed = {
    endpoints: endpoints.safeParse(raw.endpoints ?? []),
    models: models.safeParse(raw.models ?? []),
    routes: routes.safeParse(raw.routes ?? {}),
    "chat.timeouts": timeouts.safeParse(raw["chat.timeouts"] ?? {}),
    "completion.enabled": flag.safeParse(raw["completion.enabled"] ?? true),
    "completion.languages": languages.safeParse(raw["completion.languages"] ?? {}),
    "completion.multiline": multiline.safeParse(raw["completion.multiline"] ?? "auto"),
    "completion.maxTtftMs": limitMs.safeParse(raw["completion.maxTtftMs"] ?? 200),
    "completion.warmUp": flag.safeParse(raw["completion.warmUp"] ?? true),
    "completion.otherFiles": flag.safeParse(raw["completion.otherFiles"] ?? true),
    "evals.runsFolder": runsFolder.safeParse(raw["evals.runsFolder"] ?? ""),
    "evals.concurrency": concurrency.safeParse(raw["evals.concurrency"] ?? 8),
  };
  for (const key of settingKeys) {
    const issue = parsed[key].error?.issues[0];
    if (issue !== undefined) return { problem: sentence(key, issue) };
  }
  const { firstByteSeconds, stalledSeconds } = parsed["chat.timeouts"].data ?? timeouts.parse({});
  return {
    endpoints: parsed.endpoints.data ?? [],
    models: parsed.models.data ?? [],
    routes: parsed.routes.data ?? {},
    timeouts: { firstByteMs: firstByteSeconds * 1000, stalledMs: stalledSeconds * 1000 },
    completion: {
      isEnabled: parsed["completion.enabled"].data ?? true,
      languages: parsed["completion.languages"].data ?? {},
      multiline: parsed["completion.multiline"].data ?? "auto",
      maxTtftMs: parsed["completion.maxTtftMs"].data ?? 200,
      warmsUp: parsed["completion.warmUp"].data ?? true,
      usesOtherFiles: parsed["completion.otherFiles"].data ?? true,
    },
    evals: {
      ...(parsed["evals.runsFolder"].data ? { runsFolder: parsed["evals.runsFolder"].data } : {}),
      concurrency: parsed["evals.concurrency"].data ?? 8,
    },
  };
}

function sentence(key: SettingKey, issue: z.core.$ZodIssue): string {
  const place = issue.path.map((part) =>
    typeof part === "number" ? `[${part}]` : `.${String(part)}`,
  );
  const what =
    issue.code === "unrecognized_keys"
      ? t("has the unknown key “{0}”", issue.keys[0] ?? "")
      : issue.code === "invalid_type" && issue.expected === "object"
        ? t("must be an object")
        : issue.message;
  return t("The setting {0} {1}.", `tandem.${key}${place.join("")}`, what);
}

/** Of an unknown key zod's own issue tells more. */
function notAnObject(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === "unrecognized_keys" ? undefined : t("must be an object");
}

function uniqueIds(check: z.core.ParsePayload<{ id: string }[]>): void {
  const seen = new Set<string>();
  for (const [index, { id }] of check.value.entries()) {
    if (seen.has(id)) {
      check.issues.push({
        code: "custom",
        input: id,
        path: [index, "id"],
        message: t("repeats the id “{0}”", id),
      });
    }
    seen.add(id);
  }
}
