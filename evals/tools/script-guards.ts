// JavaScript that runs inside the engine before any script: the interpreter counts the steps of scripts, but not those of
// its built-in functions, so these refuse whatever would keep them busy for long.

/** Longest text or list that a built-in method takes; the slowest of them need its square in steps. */
const maxLength = 10_000;

export const guards = `"use strict";
(() => {
  const { apply, ownKeys } = Reflect;
  const { isArray } = Array;
  const { defineProperty } = Object;
  const { stringify } = JSON;
  const refuse = () => {
    throw new RangeError("The engine takes no text and no list of more than ${maxLength} items.");
  };
  const isLong = (value) =>
    (typeof value === "string" || isArray(value)) && value.length > ${maxLength};
  const guard = (prototype, accepts) => {
    for (const key of ownKeys(prototype)) {
      const original = prototype[key];
      if (typeof original !== "function" || key === "constructor") continue;
      const value = function (...given) {
        if (!accepts(this) || isLong(this)) refuse();
        for (let at = 0; at < given.length; at += 1) if (isLong(given[at])) refuse();
        return apply(original, this, given);
      };
      defineProperty(prototype, key, { value });
    }
  };
  // These look into lists inside of lists, or into things that only look like lists.
  for (const key of ["flat", "flatMap", "concat"]) {
    const original = Array.prototype[key];
    delete Array.prototype[key];
    if (key !== "concat") continue;
    Array.prototype.concat = function (...given) {
      for (const one of given) if (typeof one === "object" && one !== null && !isArray(one)) refuse();
      return apply(original, this, given);
    };
  }
  delete String.raw;
  guard(Array.prototype, isArray);
  guard(String.prototype, (value) => typeof value === "string");
  JSON.stringify = (value) => stringify(value);
  delete Math.random;
})();`;

/** Calls a function with arguments given as JSON and gives what it returns as JSON. */
export const callerSource = `"use strict";
(() => {
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  return (called, text) => stringify(apply(called, undefined, parse(text)));
})();`;
