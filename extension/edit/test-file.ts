// By what names tests are kept beside the code they test, and which of several is meant. Pure.

/** Names that the test file of a source file may have; none for what is a test itself or has no ending. */
export function testFileNames(path: string): string[] {
  const [, name = "", ending = ""] = /^(?:.*\/)?([^/]+?)(\.[^./]+)$/.exec(path) ?? [];
  if (name === "" || isTestName(name)) return [];
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return [
    ...[`${name}.test`, `${name}.spec`, `${name}_test`, `test_${name}`],
    ...[`${name}-test`, `${name}_spec`, `${capital}Test`, `${capital}Tests`],
  ].map((each) => `${each}${ending}`);
}

/** The one that shares most folders with the source file; of equals the one with the shortest path. */
export function closestPath(path: string, candidates: readonly string[]): string | undefined {
  const shared = (other: string) => {
    const [own, their] = [path.split("/"), other.split("/")];
    const differs = own.findIndex((part, index) => part !== their[index]);
    return differs === -1 ? own.length : differs;
  };
  return candidates.toSorted(
    (one, other) => shared(other) - shared(one) || one.length - other.length,
  )[0];
}

function isTestName(name: string): boolean {
  return /^test_|[._-](?:test|spec)$|[a-z]Tests?$/.test(name);
}
