// Decides what a link written by a model may point to: http(s), or a file inside the workspace as `path[:line]`.
// Everything else stays text. It resolves nothing and opens nothing; the host checks every target again.

export type LinkTarget =
  | { kind: "web"; href: string }
  /** `href` is workspace-relative with forward slashes, followed by `:line` when a line was named. */
  | { kind: "file"; href: string };

const maxHrefLength = 2_000;
const scheme = /^[a-z][a-z0-9+.-]*:/i;
/** Control and format characters, among them those that turn the reading direction and so disguise a target. */
const deceptive = /[\p{Cc}\p{Cf}]/u;

/** Undefined when the target is not allowed to be a link. */
export function linkTarget(href: string): LinkTarget | undefined {
  if (href.length === 0 || href.length > maxHrefLength || deceptive.test(href)) return undefined;
  if (/^https?:\/\//i.test(href)) return webTarget(href);
  return fileTarget(href);
}

/** A file named in inline code, e.g. `src/tax.ts:12`; the line is required, so that `a.b` stays code. */
export function codeReference(code: string): LinkTarget | undefined {
  if (!/^[\w@./-]+\.\w+:\d+(?:[-:–]\d+)?$/.test(code)) return undefined;
  return linkTarget(code);
}

function webTarget(href: string): LinkTarget | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  // A name before the host is only ever there to make one host look like another.
  if (url.username !== "" || url.password !== "") return undefined;
  return { kind: "web", href: url.href };
}

function fileTarget(href: string): LinkTarget | undefined {
  const parts = /^(?<path>[^#?]+?)(?:(?:#L|:)(?<line>\d{1,7})(?:[-:–]L?\d+)?)?$/.exec(href)?.groups;
  const path = parts?.path?.replace(/^\.\//, "");
  if (!path || /[\\:]/.test(path) || scheme.test(path)) return undefined;
  if (path.startsWith("/") || path.split("/").includes("..")) return undefined;
  if (!/[./]/.test(path)) return undefined;
  const decoded = decodePath(path);
  if (decoded === undefined) return undefined;
  return { kind: "file", href: parts?.line ? `${decoded}:${parts.line}` : decoded };
}

/** Undefined when decoding reveals what the plain text hid. */
function decodePath(path: string): string | undefined {
  if (!path.includes("%")) return path;
  if (/%(?![0-9a-f]{2})/i.test(path)) return undefined;
  if (/%(?:2e|2f|5c|3a|0|1|7f)/i.test(path)) return undefined;
  if (!/^(?:[^%]|%[2-7][0-9a-f])*$/i.test(path)) return undefined;
  return decodeURIComponent(path);
}
