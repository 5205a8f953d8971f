// Hides secrets in what reading the audit shows: built-in rules, then those of the configuration. It works on any text in
// bounded time, hostile text and hostile rules included, and does not know where the text comes from.
import vm from "node:vm";
import { keyPattern } from "../../keys/key-format.ts";
import { AuditToolError } from "./access.ts";

export type RedactionRule = { name: string; pattern: string };

export type RedactOptions = {
  rules?: readonly RedactionRule[];
  /** E-mail addresses are hidden too. */
  hidesEmails?: boolean;
  /** How long a rule of the configuration may take: it can be made, or meet a text that is made, to take for ever. */
  ruleMs?: number;
};

/** What stands in the place of a secret names the rule: `[aws-key]`. */
export type Redact = (text: string) => string;

/** @throws AuditToolError `bad_rule` */
export function createRedact({
  rules = [],
  hidesEmails = false,
  ruleMs = 1000,
}: RedactOptions = {}): Redact {
  for (const rule of rules) checkRule(rule);
  const builtIn = hidesEmails ? [...secrets, email] : secrets;
  return (text) => {
    let redacted = text;
    for (const { pattern, replacement } of builtIn) {
      redacted = redacted.replace(pattern, replacement);
    }
    for (const rule of rules) redacted = applyRule(rule, redacted, ruleMs);
    return redacted;
  };
}

type BuiltIn = { pattern: RegExp; replacement: string };

// Every repetition has an upper limit or takes what no other part could, and begins where nothing of it precedes: the time
// grows with the text and no faster.
const secrets: readonly BuiltIn[] = [
  {
    // Also cut off before its end, and also with line ends as JSON and source code write them.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\s:,.\\]{0,32768}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
    replacement: "[private-key]",
  },
  { pattern: new RegExp(keyPattern.source, "g"), replacement: "[tandem-key]" },
  {
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
    replacement: "[aws-key]",
  },
  {
    pattern:
      /(aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi,
    replacement: "$1[aws-secret]",
  },
  {
    pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})/g,
    replacement: "[github-token]",
  },
  { pattern: /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,255}/g, replacement: "[gitlab-token]" },
  {
    pattern:
      /(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{10,255}|hooks\.slack\.com\/services\/[A-Za-z0-9/]{10,100}/g,
    replacement: "[slack-token]",
  },
  {
    pattern:
      /(?<![A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{20,255}|hf_[A-Za-z0-9]{30,100}|npm_[A-Za-z0-9]{36}|AIza[A-Za-z0-9_-]{35})/g,
    replacement: "[api-key]",
  },
  {
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,8192}\.eyJ[A-Za-z0-9_-]{8,8192}(?:\.[A-Za-z0-9_-]{0,8192})?/g,
    replacement: "[jwt]",
  },
  {
    pattern: /(?<![A-Za-z0-9])((?:Bearer|Basic)\s{1,4})[A-Za-z0-9._~+/=-]{16,4096}/gi,
    replacement: "$1[credentials]",
  },
  {
    // scheme://user:password@host
    pattern: /(:\/\/[^\s:/@"'<>]{0,200}:)[^\s/@"'<>]{1,300}(?=@)/g,
    replacement: "$1[password]",
  },
  {
    // A value in quotes, whatever it is.
    pattern:
      /((?:password|passwd|passphrase|pwd|secret|api_?-?key|access_?-?key|private_?-?key|token|credentials?)\\?["']?\s{0,4}(?:=>|:=|[=:])\s{0,4}\\?(["'`]))(?!\[)[^"'`\n\\]{4,300}(?=\\?\2)/gi,
    replacement: "$1[secret]",
  },
  {
    // Without quotes as in environments, URLs and configuration files; code that assigns one variable to another stays.
    pattern:
      /((?:password|passwd|passphrase|pwd|secret|api_?-?key|access_?-?key|token)(?:=|\s{0,4}[:=]\s{0,4}(?=[^\s"'`]{0,100}[0-9!#$%^*])))(?!\[)[^\s"'`,;&(){}[\]<>|\\]{4,300}(?=[\s,;&"'`}|\\]|$)/gi,
    replacement: "$1[secret]",
  },
];

const email: BuiltIn = {
  pattern:
    /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/g,
  replacement: "[email]",
};

const replaceAll = new vm.Script('text.replace(new RegExp(pattern, "gu"), () => replacement)');

function applyRule({ name, pattern }: RedactionRule, text: string, timeout: number): string {
  try {
    const replacement = `[${name}]`;
    const context = vm.createContext({ text, pattern, replacement });
    return String(replaceAll.runInContext(context, { timeout }));
  } catch (error) {
    // What could not be searched for secrets is not shown.
    if (isTimeout(error)) return `[withheld: the rule ${name} takes too long on this text]`;
    throw error;
  }
}

/** Thrown inside the other context, it is an Error of that one. */
function isTimeout(error: unknown): boolean {
  const isObject = typeof error === "object" && error !== null;
  return isObject && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

function checkRule({ name, pattern }: RedactionRule): void {
  try {
    new RegExp(pattern, "gu");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AuditToolError(
      "bad_rule",
      `The pattern of the redaction rule ${name} is no regular expression: correct it in the configuration.`,
      { cause: error },
    );
  }
}
