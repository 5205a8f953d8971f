// Lays layers of settings over each other: defaults, the team's file, the user's file. Reads no file itself.

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Settings = { [key: string]: Value };

/** Keys that a file must never set, since objects have them already. */
const unsafeKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** The result of all layers, the first one at the bottom. */
export function effectiveSettings(layers: readonly Settings[]): Settings {
  return layers.reduce<Settings>((lower, upper) => merge(lower, upper), {});
}

/**
 * Lays `upper` over `lower`, key by key:
 *
 * - Objects on both sides are merged by these same rules.
 * - {{listText}}
 * - {{removalText}} inside the upper layer removes the key; where there is nothing to remove, nothing happens.
 * - Everything else of the upper layer replaces what lies below it. An object that is new in the result, or that
 *   replaces something that is no object, goes through the same rules, as if it were laid over an empty object.
 * - A key that the lower layer locks (`isLocked`) keeps its value from the lower layer (or stays away, if it has none),
 *   whatever the upper one says.
 * - `unsafeKeys` of the upper layer are left out at every depth; what is inside a list is taken as it is.
 *
 * Neither argument changes, and the result has no object or list in common with them. Keys keep their order: those of
 * the lower layer first, then the new ones as the upper layer lists them.
 */
export function merge(lower: Readonly<Settings>, upper: Readonly<Settings>): Settings {
{{cursor}}
}

/** A layer locks the key `k` by a text under `k{{marker}}` that says why, for instance. Any value but false does. */
function isLocked(layer: Readonly<Settings>, key: string): boolean {
  return Object.hasOwn(layer, `${key}{{marker}}`) && layer[`${key}{{marker}}`] !== false;
}

function isSettings(value: Value | undefined): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy that shares nothing; of objects inside a list as well, whose keys are taken as they are. */
function copy<T extends Value>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
