// The JavaScript side of every run in JavaScript and TypeScript: loads the candidate, calls it with each test's
// arguments and writes what came back. It judges nothing. Whatever it needs is taken before the candidate is loaded,
// because the candidate may replace anything afterwards; hence no methods of built-in objects below.

/** Encoder and decoder of tagged JSON; expects `isProxy` and declares `encode`, `decode` and `Tamper`. */
export const javaScriptCodec = `
class Tamper {
  constructor(message) { this.message = message; }
}
const codec = (isProxy) => {
  const { stringify } = JSON;
  const { isArray } = Array;
  const { isInteger } = Number;
  const { getPrototypeOf, ownKeys, getOwnPropertyDescriptor, apply } = Reflect;
  const { toString: bigText } = BigInt.prototype;
  const { slice } = String.prototype;
  const [text, number, big] = [String, Number, BigInt];
  const [ofObject, ofArray] = [Object.prototype, Array.prototype];
  const { setPrototypeOf } = Reflect;

  const dataOf = (object, key) => {
    const found = getOwnPropertyDescriptor(object, key);
    if (found === undefined) return undefined;
    setPrototypeOf(found, null);
    const { value, get } = found;
    if (get !== undefined) throw new Tamper("an object that computes what it holds");
    return value;
  };
  const nameOf = (prototype) => {
    const maker = dataOf(prototype, "constructor");
    const name = typeof maker === "function" && !isProxy(maker) ? dataOf(maker, "name") : "";
    return typeof name === "string" ? apply(slice, name, [0, 60]) : "";
  };
  const other = (name) => '{"$other":' + stringify(name) + "}";
  const list = (value, depth) => {
    let all = "[";
    const { length } = value;
    for (let at = 0; at < length; at += 1) {
      all += (at === 0 ? "" : ",") + encode(dataOf(value, text(at)), depth + 1);
    }
    return all + "]";
  };
  const record = (value, depth) => {
    const keys = ownKeys(value);
    let all = "";
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at];
      if (typeof key === "symbol") throw new Tamper("an object with hooks");
      const item = dataOf(value, key);
      if (key === "toJSON" && typeof item === "function") throw new Tamper("an object with toJSON");
      if (item === undefined) continue;
      if (key[0] === "$") return other("object with a key that starts with $");
      all += (all === "" ? "" : ",") + stringify(key) + ":" + encode(item, depth + 1);
    }
    return "{" + all + "}";
  };
  const encode = (value, depth = 0) => {
    switch (typeof value) {
      case "boolean": return value ? "true" : "false";
      case "string": return stringify(value);
      case "bigint": return '{"$int":"' + apply(bigText, value, []) + '"}';
      case "number":
        if (isInteger(value)) return value === 0 ? "0" : stringify(value);
        return '{"$float":"' + text(value) + '"}';
      case "object": break;
      default: return other(typeof value);
    }
    if (value === null) return "null";
    if (isProxy(value)) throw new Tamper("a Proxy");
    if (depth > 2000) return other("endless");
    const prototype = getPrototypeOf(value);
    if (isArray(value)) {
      if (prototype !== ofArray) throw new Tamper("an array of a class of its own");
      return list(value, depth);
    }
    if (prototype === ofObject || prototype === null) return record(value, depth);
    if (isProxy(prototype)) throw new Tamper("a Proxy");
    if (dataOf(prototype, "toJSON") !== undefined && nameOf(prototype) !== "Date") {
      throw new Tamper("an object with toJSON");
    }
    return other(nameOf(prototype) || "object");
  };
  const decode = (value) => {
    if (typeof value !== "object" || value === null) return value;
    if (isArray(value)) {
      for (let at = 0; at < value.length; at += 1) value[at] = decode(value[at]);
      return value;
    }
    const keys = ownKeys(value);
    if (keys.length === 1 && keys[0] === "$int") return big(value.$int);
    if (keys.length === 1 && keys[0] === "$float") return number(value.$float);
    for (let at = 0; at < keys.length; at += 1) value[keys[at]] = decode(value[keys[at]]);
    return value;
  };
  return { encode, decode };
};
`;

export const javaScriptDriver = `import fs from "node:fs";
import { types } from "node:util";
${javaScriptCodec}${String.raw`
const { isProxy } = types;
const { encode, decode } = codec(isProxy);
const { writeSync, readFileSync } = fs;
const { parse } = JSON;
const { min } = Math;
const { from } = Buffer;
const { exit, cpuUsage, hrtime } = process;
const { apply } = Reflect;
const { replace, slice } = String.prototype;
const { toFixed } = Number.prototype;
const [text, isError, clock] = [String, types.isNativeError, hrtime.bigint];
const number = Number;

const lines = readFileSync(0, "utf8").split("\n");
const head = parse(lines[0]);
const tests = lines.slice(1, head.tests + 1).map((line) => decode(parse(line)));
const nonce = "\n" + head.nonce + " ";

const send = (line) => {
  const bytes = from(line, "utf8");
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(3, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
};
const told = (thrown) => {
  let message = "?";
  try {
    message = isError(thrown) ? thrown.name + ": " + thrown.message : "thrown: " + text(thrown);
  } catch {}
  return apply(slice, apply(replace, message, [/[\r\n]+/g, " "]), [0, 300]);
};
const msSince = (wall, cpu) => {
  const spent = cpuUsage(cpu);
  const ms = min(number(clock() - wall) / 1e6, (spent.user + spent.system) / 1e3);
  return apply(toFixed, ms, [3]);
};
const fail = (kind, message) => {
  send(nonce + "load " + kind + " 0 " + message + "\n");
  exit(0);
};
const isSyntax = (error) => isError(error)
  && (error.name === "SyntaxError" || error.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"
    || error.code === "ERR_INVALID_TYPESCRIPT_SYNTAX");

const load = async () => {
  try {
    const module = await import(head.module);
    const { [head.entry]: entry } = module;
    if (typeof entry === "function") return entry;
    return fail("missing", head.entry + " is not exported as a function");
  } catch (error) {
    return fail(isSyntax(error) ? "syntax" : "error", told(error));
  }
};
const run = async (entry, args) => {
  const wall = clock();
  const cpu = cpuUsage();
  try {
    let result = apply(entry, undefined, args);
    if (typeof result === "object" && result !== null && !isProxy(result)) {
      result = await result;
    }
    const ms = msSince(wall, cpu);
    try {
      return "v " + ms + " " + (head.returns ? encode(result) : "null");
    } catch (error) {
      if (!(error instanceof Tamper)) throw error;
      return "x " + ms + " " + error.message;
    }
  } catch (error) {
    return "t " + msSince(wall, cpu) + " " + told(error);
  }
};

// Not awaited at the top: a promise that never settles would then end the program as an error of ours.
const runAll = async () => {
  const entry = await load();
  for (let at = 0; at < tests.length; at += 1) {
    const args = tests[at];
    tests[at] = undefined;
    send(nonce + at + " " + (await run(entry, args)) + "\n");
  }
  send(nonce + "end\n");
  exit(0);
};
runAll();
`}`;
