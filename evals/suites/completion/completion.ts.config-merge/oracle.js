// Works on lists of [key, value] pairs instead of objects.
export default ({ params, random }) => {
  const removal = params.removal === "null" ? null : "(unset)";
  const unsafe = ["__proto__", "constructor", "prototype"];
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const laid = (lower, upper) => {
    const pairs = Object.entries(lower);
    const locks = (key) => pairs.some(([name, value]) => name === key + params.marker && value !== false);
    const locked = new Set(Object.keys(upper).filter(locks));
    for (const [key, value] of Object.entries(upper)) {
      if (unsafe.includes(key) || locked.has(key)) continue;
      const at = pairs.findIndex(([name]) => name === key);
      if (value === removal) {
        if (at >= 0) pairs.splice(at, 1);
        continue;
      }
      const below = at >= 0 ? pairs[at][1] : undefined;
      let put = value;
      if (isObject(value)) put = laid(isObject(below) ? below : {}, value);
      if (Array.isArray(value) && Array.isArray(below)) {
        if (params.lists === "append") put = [...below, ...value];
        if (params.lists === "prepend") put = [...value, ...below];
      }
      if (at >= 0) pairs[at] = [key, put];
      else pairs.push([key, put]);
    }
    return Object.fromEntries(pairs);
  };
  const gone = JSON.stringify(removal);
  const n = random.int(2, 99);
  const lock = params.marker;
  const listed = [
    ["nothing", "{}", "{}"],
    ["nothing below", "{}", `{"a":${n},"b":[1]}`],
    ["nothing above", `{"a":${n},"b":{"c":[1]}}`, "{}"],
    ["a value replaced", '{"a":1,"b":2}', `{"b":${n},"c":3}`],
    ["objects merged", '{"a":{"x":1,"y":{"p":1}}}', `{"a":{"y":{"q":${n}},"z":2}}`],
    ["lists", '{"a":[1,2]}', '{"a":[3,1]}'],
    ["lists inside objects", '{"a":{"l":["p"]}}', '{"a":{"l":["q"]}}'],
    ["an empty list above", '{"a":[1,2]}', '{"a":[]}'],
    ["a list over something else", '{"a":{"b":1},"c":5}', '{"a":[1],"c":[2]}'],
    ["something else over a list", '{"a":[1],"b":[2]}', `{"a":${n},"b":{"c":1}}`],
    ["an object over a value", '{"a":"text"}', `{"a":{"b":${n}}}`],
    ["a value over an object", '{"a":{"b":1}}', '{"a":false}'],
    ["false, zero and empty text", '{"a":true,"b":1,"c":"x"}', '{"a":false,"b":0,"c":""}'],
    ["removal", '{"a":1,"b":2}', `{"a":${gone}}`],
    ["removal of nothing", '{"b":2}', `{"a":${gone}}`],
    ["removal inside", '{"a":{"x":1,"y":2}}', `{"a":{"x":${gone}}}`],
    ["removal inside something new", "{}", `{"a":{"x":${gone},"y":1}}`],
    ["both kinds of nothing", '{"a":1,"b":2,"c":null}', '{"a":null,"b":"(unset)"}'],
    ["a locked key", `{"a":1,"a${lock}":"audit"}`, `{"a":${n},"b":2}`],
    ["a locked object", `{"o":{"a":1},"o${lock}":true}`, '{"o":{"a":2,"b":3}}'],
    ["a lock that is off", `{"a":1,"a${lock}":false}`, `{"a":${n}}`],
    ["a lock in the upper layer", '{"a":1}', `{"a${lock}":"from now on","a":${n}}`],
    ["a lock inside", `{"o":{"a":1,"a${lock}":"x"},"a":1}`, '{"o":{"a":5},"a":5}'],
    ["a locked key is not removed", `{"a":1,"a${lock}":1}`, `{"a":${gone}}`],
    ["unsafe keys", '{"a":1}', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"b":2}'],
    ["unsafe keys inside", '{"a":{"b":1}}', '{"a":{"__proto__":{"polluted":1},"prototype":3,"c":4},"n":{"constructor":1,"d":2}}'],
    ["a locked key that is not there", `{"a${lock}":"x"}`, `{"a":${n},"b":{"c":1}}`],
    ["unsafe keys inside lists", '{"l":[]}', '{"l":[{"constructor":1,"x":2}],"m":[[{"prototype":3}]]}'],
    ["names of inherited properties", '{"a":1}', '{"toString":{"b":1},"valueOf":[1]}'],
    ["objects inside lists", '{"a":[{"x":1}]}', '{"a":[{"y":2}]}'],
    ["three layers", `{"a":{"x":1},"l":[1]}`, '{"a":{"y":2},"l":[2]}', `{"a":{"x":${gone}},"l":[3]}`],
    ["one layer", `{"a":${n},"b":${gone}}`],
  ];
  const codes = { replace: "copy(value)", append: "[...copy(below), ...copy(value)]", prepend: "[...copy(value), ...copy(below)]" };
  return {
    values: {
      listText: {
        replace: "A list in the upper layer replaces a list in the lower one.",
        append: "Lists on both sides become one list: the elements of the lower one, then those of the upper one, doubles kept.",
        prepend: "Lists on both sides become one list: the elements of the upper one, then those of the lower one, doubles kept.",
      }[params.lists],
      removalText: params.removal === "null" ? "`null`" : "The text `(unset)`",
      removal: params.removal === "null" ? "null" : '"(unset)"',
      listCode: codes[params.lists],
      otherListCode: params.lists === "append" ? codes.replace : codes.append,
    },
    grader: {
      tests: listed.map(([name, ...texts]) => {
        const layers = texts.map((text) => JSON.parse(text));
        const result = layers.length === 2 ? laid(...layers) : layers.reduce(laid, {});
        return { name, args: [texts], expected: [JSON.stringify(result), true, false] };
      }),
    },
  };
};
