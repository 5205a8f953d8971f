// Reads the configuration of a gateway from a file: YAML, then its schema, then what it refers to. Everything that is wrong
// is told at once, with its line. It does not know when the file is read again.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { normalizeBaseUrl } from "../../core/model/base-url.ts";
import {
  type GatewayConfig,
  gatewayConfigSchema,
  type SecretReference,
} from "../../core/protocol/gateway-config.ts";
import { ConfigError, type ConfigErrorCode } from "./config-error.ts";
import { type Problem, toldProblems } from "./problem.ts";
import { redactionProblems } from "./redaction.ts";
import { referenceProblems } from "./references.ts";
import { schemaProblems } from "./schema-problems.ts";
import { parseYaml, type YamlSource } from "./yaml-source.ts";

const mostBytes = 1_000_000;

/** @throws ConfigError */
export async function readConfig(file: string): Promise<GatewayConfig> {
  return parseConfig(await readText(file), file);
}

/**
 * `file` is what problems begin with, and relative paths are relative to its folder. Base URLs come out with /v1.
 * @throws ConfigError
 */
export async function parseConfig(text: string, file: string): Promise<GatewayConfig> {
  const source = parseYaml(text, file);
  const { value } = source;
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    const sentence = `has to be a section of names and values, with \`upstreams\` among them.`;
    throw refused("schema", file, source, [
      { path: [], sentence: `the configuration ${sentence}` },
    ]);
  }
  const { data, error } = gatewayConfigSchema.safeParse(value);
  if (error !== undefined) {
    throw refused("schema", file, source, schemaProblems(error.issues, value));
  }
  const problems = [...referenceProblems(data), ...(await redactionProblems(data.audit.redact))];
  if (problems.length > 0) throw refused("reference", file, source, problems);
  return settled(data, path.dirname(path.resolve(file)));
}

/** @throws ConfigError `unreadable` */
export async function readText(file: string): Promise<string> {
  try {
    // A device or a pipe has no size and no end.
    const found = await stat(file);
    if (!found.isFile()) throw unreadable(file, "it is no file");
    if (found.size > mostBytes) throw unreadable(file, "it is larger than 1 MB");
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (!(error instanceof Error && "code" in error)) throw error;
    const why = error.code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8" : error.code;
    throw unreadable(file, String(why), error);
  }
}

function unreadable(file: string, why: string, cause?: unknown): ConfigError {
  return new ConfigError("unreadable", [`${file}: cannot be read (${why}): name another file.`], {
    cause,
  });
}

function refused(
  code: ConfigErrorCode,
  file: string,
  { placeOf }: YamlSource,
  problems: readonly Problem[],
): ConfigError {
  const placed = problems.map((problem) => ({ ...problem, ...placeOf(problem.path) }));
  return new ConfigError(code, toldProblems(file, placed));
}

/** With the same meaning wherever the gateway was started, and however a base URL was written. */
function settled(config: GatewayConfig, folder: string): GatewayConfig {
  const upstreams = Object.entries(config.upstreams).map(([name, { key, ...upstream }]) => [
    name,
    {
      ...upstream,
      url: normalizeBaseUrl(upstream.url),
      ...(key === undefined ? {} : { key: settledSecret(key, folder) }),
    },
  ]);
  const { tls, audit } = config;
  const isUrl = (witness: string) => /^https?:\/\//i.test(witness);
  return {
    ...config,
    upstreams: Object.fromEntries(upstreams),
    audit: {
      ...audit,
      witnesses: audit.witnesses.map((w) => (isUrl(w) ? w : path.resolve(folder, w))),
    },
    ...(tls === undefined
      ? {}
      : { tls: { cert: path.resolve(folder, tls.cert), key: path.resolve(folder, tls.key) } }),
  };
}

function settledSecret(key: SecretReference, folder: string): SecretReference {
  return "file" in key ? { file: path.resolve(folder, key.file) } : key;
}
