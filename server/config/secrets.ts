// Reads secrets from where a configuration says they are. What it says of a failure names the place and never the secret.
import { readFile, stat } from "node:fs/promises";
import type { SecretReference } from "../../core/protocol/gateway-config.ts";
import { ConfigError } from "./config-error.ts";

const mostBytes = 64_000;

/** One line without the space around it. @throws ConfigError `reference` */
export async function resolveSecret(
  reference: SecretReference,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const place =
    "env" in reference ? `the environment variable ${reference.env}` : `the file ${reference.file}`;
  const text =
    "env" in reference ? variable(reference.env, env) : await contentOf(reference.file, place);
  const secret = text.trim();
  if (secret === "") throw refused(`${place} holds no secret: set it, or name another place.`);
  // It goes into a header.
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw refused(
      `${place} has to hold one secret in one line, without spaces and special characters.`,
    );
  }
  return secret;
}

function variable(name: string, env: NodeJS.ProcessEnv): string {
  // Environments have a prototype like any object.
  return (Object.hasOwn(env, name) ? env[name] : undefined) ?? "";
}

async function contentOf(file: string, place: string): Promise<string> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw refused(`${place} is no file: name another place.`);
    if (found.size > mostBytes)
      throw refused(`${place} is too long for a secret: name another place.`);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof Error && "code" in error)) throw error;
    throw refused(
      `${place} cannot be read (${error.code}): check that it is there and may be read.`,
    );
  }
}

function refused(sentence: string): ConfigError {
  return new ConfigError("reference", [sentence]);
}
