// Finds the path in what a model wrote around an edit block, and makes it workspace-relative with forward slashes, or
// says that it leads elsewhere. Looks nothing up.

/** `isOutside`: absolute, upwards, on a drive or server, a URI, or inside version control. */
export type BlockPath = { path: string; isOutside: boolean };

/** Reads a line above a block: a bare path, or one that is marked up as a heading, in bold, as code or as a comment. */
export function pathInLine(line: string): BlockPath | undefined {
  if (line.length > maxLineLength) return undefined;
  const inTicks = line.match(/`[^`]+`/g) ?? [];
  const [ticked, ...others] = inTicks.map((part) => part.slice(1, -1).trim()).filter(looksLikePath);
  if (ticked !== undefined) {
    // `In "src/a.ts", the total is wrong:` names its file; a line that speaks of two files names none.
    const isSentence = withoutMarks(line) !== ticked;
    if (others.length > 0 || (isSentence && !/:[\s*_]*$/.test(line))) return undefined;
    return normalPath(ticked);
  }
  const bare = withoutMarks(line);
  const isMarked = /\*\*|__|^\s*#+\s/.test(line);
  if (!looksLikePath(bare)) return undefined;
  if (/\s/.test(bare) && !(isMarked || isPathWithSpaces(bare))) return undefined;
  return normalPath(bare);
}

/** Reads what stands after an opening fence: `ts src/cart.ts`, `ts:src/cart.ts`, `path="src/cart.ts"`, `src/cart.ts`. */
export function pathInInfo(info: string): BlockPath | undefined {
  if (info.length > maxLineLength) return undefined;
  const named = /\b(?:path|file|filename|title|name)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|(\S+))/i.exec(
    info,
  );
  const written = named?.[1] ?? named?.[2] ?? named?.[3];
  if (written !== undefined) return looksLikePath(written) ? normalPath(written) : undefined;
  const words = info.trim().split(/\s+/);
  // `ts:src/cart.ts`, but not the drive of `c:\cart.ts`.
  const candidates = words.map((word) => word.replace(/^[a-z][a-z+#-]+:(?!\/\/)/i, ""));
  const paths = candidates.filter((word) => /[./\\]/.test(word) && looksLikePath(word));
  const [path, ...others] = paths;
  return path === undefined || others.length > 0 ? undefined : normalPath(path);
}

export function normalPath(written: string): BlockPath {
  const path = written.replaceAll("\\", "/").replace(/^(?:\.\/+)+/, "");
  const parts = path.split("/");
  const isOutside =
    path === "" ||
    path.startsWith("/") ||
    path.startsWith("~") ||
    // A drive, a scheme, or a stream of a Windows file.
    path.includes(":") ||
    hasHiddenCharacter(path) ||
    parts.some((part) => part === ".." || isVersionControl(part));
  const inside = parts.filter((part) => part !== "" && part !== ".").join("/");
  return { path: isOutside ? written : inside, isOutside };
}

const maxLineLength = 1000;
/** Files whose names have neither a dot nor a slash. */
const bareNames = new Set(
  "makefile dockerfile containerfile license licence readme changelog gemfile rakefile procfile jenkinsfile vagrantfile justfile brewfile codeowners notice authors".split(
    " ",
  ),
);

/** Takes headings, bullets, bold, quotes, a comment's marks, a label and a colon at the end off a line. */
function withoutMarks(line: string): string {
  let rest = line.trim();
  const link = /^\[([^\]]+)\]\([^)]*\):?$/.exec(rest);
  if (link?.[1] !== undefined) rest = link[1];
  rest = rest
    .replace(/^(?:#+|\/\/|--|;|\/\*|<!--|[-*+]|\d+[.)])\s+/, "")
    .replace(/\s*(?:\*\/|-->)$/, "")
    .replace(/^[*_]{2}|^[`"']/, "")
    .replace(/^(?:file|filename|path)\s*:\s*(?:\*\*|__)?\s*/i, "");
  // Marks may be nested either way round: **`a`**: or `**a:**`.
  for (let length = -1; length !== rest.length; ) {
    length = rest.length;
    rest = rest.replace(/^(?:\*\*|__|[`"'])/, "").replace(/(?:\*\*|__|[`"':])$/, "");
  }
  return rest.trim();
}

function looksLikePath(text: string): boolean {
  if (text === "" || text.length > 500 || /[<>|?*"`(){};,=]\s|[<>|?*"`;,]|\s\s/.test(text))
    return false;
  if (bareNames.has(text.toLowerCase())) return true;
  if (/^[a-z][a-z+.-]*:\/\//i.test(text)) return true;
  return /[/\\]/.test(text)
    ? /[^/\\.\s]/.test(text)
    : /^[^\s].*\.[A-Za-z0-9_+-]{1,16}$|^\.[A-Za-z]/.test(text);
}

/** `src/My Cart.ts`, but not `Change the total in src/cart.ts`. */
function isPathWithSpaces(text: string): boolean {
  const [first = "", ...rest] = text.split(/[/\\]/);
  return rest.length > 0 && !/\s/.test(first) && !/\.\w+\s/.test(text) && /\.\w{1,16}$/.test(text);
}

function isVersionControl(part: string): boolean {
  // Windows drops dots and spaces at the end of a name, and knows `.git` by its short name as well.
  const name = part.toLowerCase().replace(/[. ]{1,8}$/, "");
  return name === ".git" || name === ".hg" || name === ".svn" || name === "git~1";
}

/** Control characters, and those that turn the direction of text: a path is to be read as what it is. */
function hasHiddenCharacter(text: string): boolean {
  return /[\p{Cc}\p{Bidi_Control}]/u.test(text);
}
