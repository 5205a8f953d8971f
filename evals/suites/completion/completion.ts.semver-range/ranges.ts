// Which versions a range of versions admits. The rules are those of our own package index, not those of npm.

type Release = [major: number, minor: number, patch: number];
type Version = { release: Release; preview: boolean };

/** Versions v with from <= v < to; a missing bound bounds nothing. */
type Bounds = { from?: Release; to?: Release };

/**
 * A range is made of alternatives separated by `||`, and an alternative of terms separated by spaces, all of which have
 * to hold. A term is an operator followed by a whole version (`1.4.2`) or a part of one (`1.4` or `1`), or it is `*`:
 *
 *   1.4.2   this release                     1.4    every 1.4.z               1      every 1.y.z
 *   >1.4    {{aboveText}} >=1.4  from 1.4.0 on             *      everything
 *   <1.4    below 1.4.0                      <=1.4  up to and with every 1.4.z
 *   ~1.4.2  from 1.4.2, below 1.5.0          ~1.4   like 1.4                  ~1     like 1
 *   ^1.4.2  from 1.4.2, below 2.0.0          ^1.4   from 1.4.0, below 2.0.0   ^1     like 1
 *
 * {{zeroText}}
 *
 * Versions are `1.4.2` or, as previews of that release, `1.4.2-anything`. A term never names a preview.
 * {{previewText}}
 */
export function satisfies(version: string, range: string): boolean {
  const parsed = parseVersion(version);
  return range.split("||").some((alternative) =>
    alternative
      .trim()
      .split(/\s+/)
      .flatMap(bounds)
      .every(({ from, to }) => (!from || !isBelow(parsed, from)) && (!to || isBelow(parsed, to))),
  );
}

/**
 * What one term of a range admits, as bounds that all have to hold. An empty term is like `*`.
 * @throws SyntaxError when the term is none of those above
 */
function bounds(term: string): Bounds[] {
{{cursor}}
}

function parseVersion(text: string): Version {
  const match = /^(\d+)\.(\d+)\.(\d+)(-.+)?$/.exec(text);
  if (match === null) throw new SyntaxError(`not a version: ${text}`);
  return { release: [Number(match[1]), Number(match[2]), Number(match[3])], preview: match[4] !== undefined };
}

function isBelow({ release, preview }: Version, bound: Release): boolean {
  for (const at of [0, 1, 2] as const) {
    if (release[at] !== bound[at]) return release[at] < bound[at];
  }
  return {{previewBelow}};
}
