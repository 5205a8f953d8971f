// JavaScript that runs inside the engine before any script: the interpreter counts the steps of scripts, but not those of
// its built-in functions, so these refuse whatever would keep them busy for long.

/** Longest text or list that a built-in method takes. */
const maxLength = 10_000;
/** Of all built-in methods together; the slowest of them take the product of both lengths in steps. */
const maxSteps = 20_000_000;

export const guards = `"use strict";
(() => {
  const { apply, ownKeys } = Reflect;
  const { isArray } = Array;
  const { defineProperty, getPrototypeOf } = Object;
  const { stringify } = JSON;
  let steps = 0;
  const refuse = () => {
    throw new RangeError("That is too much work for this engine.");
  };
  const lengthOf = (value) => (typeof value === "string" || isArray(value) ? value.length : 0);
  const isLikeList = (value) => typeof value === "object" && value !== null && !isArray(value);
  const guard = (prototype, accepts) => {
    for (const key of ownKeys(prototype)) {
      const original = prototype[key];
      if (typeof original !== "function" || key === "constructor") continue;
      const value = function (...given) {
        if (!accepts(this)) refuse();
        const own = lengthOf(this);
        let longest = 1;
        for (let at = 0; at < given.length; at += 1) {
          if (key === "concat" && isLikeList(given[at])) refuse();
          const length = lengthOf(given[at]);
          if (length > longest) longest = length;
        }
        steps += own * longest;
        if (own > ${maxLength} || longest > ${maxLength} || steps > ${maxSteps}) refuse();
        return apply(original, this, given);
      };
      defineProperty(prototype, key, { value });
    }
  };
  // These look into lists inside of lists.
  delete Array.prototype.flat;
  delete Array.prototype.flatMap;
  guard(Array.prototype, isArray);
  guard(String.prototype, (value) => typeof value === "string");
  JSON.stringify = (value) => stringify(value);
  delete String.raw;
  delete Math.random;
  // Numbers without end, also those that a text made into code would bring in.
  delete globalThis.BigInt;
  delete globalThis.eval;
  delete globalThis.Function;
  for (const one of [() => {}, function* () {}, async () => {}, async function* () {}]) {
    defineProperty(getPrototypeOf(one), "constructor", { value: refuse });
  }
})();`;

/** A number without end as it is written: the interpreter cannot be told to refuse them. */
export const bigNumber = /(?<![\w$.])\d\w*n(?![\w$])/;

/** Calls a function with arguments given as JSON and gives what it returns as JSON. */
export const callerSource = `"use strict";
(() => {
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  return (called, text) => stringify(apply(called, undefined, parse(text)));
})();`;
