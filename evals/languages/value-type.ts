// Types of a signature as case files write them, such as `map<list<int>>`, and as a tree. Knows no language.

export type ValueType =
  | { kind: "int" | "float" | "bool" | "string" | "json" | "void" }
  | { kind: "list" | "map" | "optional"; of: ValueType };

/** @throws RangeError for anything that is no type */
export function parseValueType(text: string): ValueType {
  switch (text) {
    case "int":
    case "float":
    case "bool":
    case "string":
    case "json":
    case "void":
      return { kind: text };
    default:
  }
  const [, kind, inner] = /^(list|map|optional)<(.+)>$/.exec(text) ?? [];
  if (inner === undefined) throw new RangeError(`“${text}” is no type of a signature.`);
  const of = parseValueType(inner);
  switch (kind) {
    case "list":
    case "map":
    case "optional":
      return { kind, of };
    default:
      throw new RangeError(`“${text}” is no type of a signature.`);
  }
}

export type Signature = { args: readonly ValueType[]; returns: ValueType };

export function parseSignature(written: { args: readonly string[]; returns: string }): Signature {
  return { args: written.args.map(parseValueType), returns: parseValueType(written.returns) };
}
