// A tree of nodes, each child found by its lower-case name.
export default ({ params, random }) => {
  const endings = params.compound === "yes" ? [".tar.gz", ".tar.xz"] : [];
  const number = (name, n) => {
    const ending = endings.find((each) => name.toLowerCase().endsWith(each) && name.length > each.length);
    const at = ending ? name.length - ending.length : name.lastIndexOf(".");
    const [stem, extension] = at > 0 ? [name.slice(0, at), name.slice(at)] : [name, ""];
    return stem + params.mark.replace("N", String(n)) + extension;
  };
  const same = (part) => part.toLowerCase();
  const solve = (names) => {
    const root = new Map();
    return names.map((name) => {
      const pieces = name.split(/[/\\]/);
      if (name.includes(":") || (params.absolute === "skip" && pieces[0] === "" && name !== "")) return null;
      const parts = [];
      for (const piece of pieces) {
        if (piece === "..") {
          if (parts.length === 0) return null;
          parts.pop();
        } else if (piece !== "" && piece !== ".") parts.push(piece);
      }
      if (parts.length === 0) return null;
      const folders = pieces[pieces.length - 1] === "" ? parts : parts.slice(0, -1);
      let node = root;
      for (const part of folders) {
        node = node?.get(same(part)) ?? (node?.has(same(part)) ? null : new Map());
        if (node === null) return null;
      }
      node = root;
      for (const part of folders) {
        if (!node.has(same(part))) node.set(same(part), new Map());
        node = node.get(same(part));
      }
      if (folders === parts) return parts.join("/");
      const last = parts[parts.length - 1];
      let chosen = last;
      for (let n = params.startAt; node.has(same(chosen)); n += 1) chosen = number(last, n);
      node.set(same(chosen), null);
      return [...folders, chosen].join("/");
    });
  };
  const numbered = number("a.txt", params.startAt);
  const listed = [
    ["nothing", []],
    ["plain files", ["a.txt", "docs/b.txt", "docs/img/c.png"]],
    ["dots and empty parts", ["./a.txt", "docs//./b.txt", ".//docs/./c.txt"]],
    ["both separators", ["docs\\a.txt", "docs\\img/b.png", "docs/img\\"]],
    ["up and down again", ["docs/../a.txt", "docs/img/../../b.txt", "x/y/../z/"]],
    ["out of the folder", ["../a.txt", "docs/../../b.txt", "a/../../a/b", "..", "..\\c.txt"]],
    ["out and in again", ["../docs/a.txt", "docs/a.txt"]],
    ["nothing left", ["", ".", "/", "docs/..", "./", "a/../b/.."]],
    ["absolute", ["/etc/passwd", "\\windows\\system.ini", "//server/share.txt"]],
    ["drives and streams", ["C:\\a.txt", "docs/c:d.txt", "C:", "x:y/../a.txt", "a.txt:stream"]],
    ["the same file twice", ["a.txt", "a.txt", "a.txt"]],
    ["other case", ["Read.me", "read.ME", "README"]],
    ["other case in folders", ["Docs/a.txt", "docs/A.txt", "DOCS/b.txt"]],
    ["the number is taken", ["a.txt", numbered, "a.txt", "a.txt"]],
    ["a numbered name comes later", ["a.txt", "a.txt", numbered]],
    ["no extension", ["Makefile", "Makefile", ".env", ".env", "a.", "a."]],
    ["several extensions", ["x.tar.gz", "x.tar.gz", "X.TAR.GZ", "y.min.js", "y.min.js", ".tar.gz", ".tar.gz"]],
    ["folders twice", ["docs/", "docs/", "DOCS/", "docs/a.txt"]],
    ["a file where a folder is", ["docs/a.txt", "docs", "Docs"]],
    ["a file where an empty folder is", ["docs/", "docs"]],
    ["a folder where a file is", ["docs", "docs/", "DOCS/a.txt", "docs/x/y.txt"]],
    ["a skipped one makes no folder", ["docs/img", "docs/img/x/a.txt", "docs/x", "docs/img/y/", "docs/y"]],
    ["a numbered file is no folder", ["a", "a", number("a", params.startAt) + "/b.txt", "b/c"]],
    ["spaces count", ["a .txt", "a.txt", " a.txt"]],
  ];
  for (let round = 0; round < 6; round += 1) {
    const part = () => random.pick(["a", "A", "b", "b.txt", "B.TXT", "..", ".", "c"]);
    const names = Array.from({ length: 14 }, () => {
      const parts = Array.from({ length: random.int(1, 3) }, part).join(random.pick(["/", "\\"]));
      return parts + (random.int(1, 6) === 1 ? "/" : "");
    });
    listed.push([`random names ${round}`, names]);
  }
  return {
    values: {
      compoundTuple: params.compound === "yes" ? '(".tar.gz", ".tar.xz")' : "()",
      absoluteText: params.absolute === "skip" ? "it is skipped." : "it is treated as if it began behind its separators.",
      skipsAbsolute: params.absolute === "skip" ? "True" : "False",
      numberedMark: params.mark.replace("N", "{number}"),
    },
    grader: { tests: listed.map(([name, names]) => ({ name, args: [names], expected: solve(names) })) },
  };
};
