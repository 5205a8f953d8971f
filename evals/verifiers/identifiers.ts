// The names a program gives to variables, functions and parameters. Classes and types have names of their own kind and are
// left out, and so are names that only Python itself gives a meaning (`__init__`).
import { functionsIn } from "./functions.ts";
import type { Source } from "./source.ts";

export function declaredNames(source: Source): string[] {
  const { masked, language } = source;
  const functions = functionsIn(source);
  const names = [
    ...functions.map(({ name }) => name),
    ...functions.flatMap(({ parameters: { open, end } }) =>
      parameterNames(masked.slice(open + 1, end - 1)),
    ),
    ...(language === "python" ? pythonVariables(masked) : scriptVariables(masked)),
  ];
  return [...new Set(names)].filter(
    (name) =>
      /^[#$\p{L}_]/u.test(name) &&
      !/^__\w+__$/.test(name) &&
      !/^(?:constructor|self|cls|_)$/.test(name),
  );
}

/** The first word of each part between commas; stars, braces and dots in front do not belong to it. */
function parameterNames(list: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of `${list},`) {
    if ("([<".includes(character)) depth += 1;
    else if (")]>".includes(character)) depth -= 1;
    if (character === "," && depth <= 0) {
      names.push(/^[\s*.{]*([\p{L}$_][\p{L}\p{N}$_]*)/u.exec(part)?.[1] ?? "");
      part = "";
    } else part += character;
  }
  return names.filter(Boolean);
}

function pythonVariables(masked: string): string[] {
  const assigned = masked.matchAll(
    /^[ \t]*(\w[\w, \t]{0,200}?)[ \t]{0,9}(?::[^=\n]{1,200})?=(?!=)/gm,
  );
  const looped = masked.matchAll(/\bfor[ \t]{1,9}(\w[\w, \t]{0,200}?)[ \t]{1,9}in\b/g);
  const named = masked.matchAll(/\bas[ \t]+(\w+)/g);
  const walrus = masked.matchAll(/\b(\w+)[ \t]*:=/g);
  return [...assigned, ...looped, ...named, ...walrus].flatMap(([, list = ""]) =>
    list.split(",").map((name) => name.trim()),
  );
}

function scriptVariables(masked: string): string[] {
  return [
    ...masked.matchAll(
      /\b(?:const|let|var)[ \t]+(?:([\p{L}$_][\p{L}\p{N}$_]*)|[{[]([^\]}\n]{0,400})[\]}])/gu,
    ),
  ].flatMap(([, single, several]) =>
    single !== undefined
      ? [single]
      : (several ?? "").split(",").map(
          // `{ a: b = 1 }` declares b.
          (part) => /(?:[^:]*:)?[\s.]*([\p{L}$_][\p{L}\p{N}$_]*)/u.exec(part)?.[1] ?? "",
        ),
  );
}
