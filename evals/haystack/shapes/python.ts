// Filler: Python modules and tests of a service that does not exist.
import type { Passage } from "../passage.ts";
import { capital, type Words } from "../words.ts";

export function pythonModule(words: Words): Passage {
  const { random } = words;
  const subject = words.noun();
  const name = words.snake();
  const parts = random.shuffle(builders).slice(0, random.int(1, 2));
  const text = `"""${capital(subject)} ${words.field()}: what the nightly ${words.noun()} job reads."""
from dataclasses import dataclass
from ${words.noun()}_core.${words.field()} import ${words.pascal()}

MAX_${name.toUpperCase()} = ${random.int(20, 9000)}

${parts.map((build) => build(words)).join("\n\n")}
`;
  return { path: `jobs/${subject}/${name}.py`, text };
}

export function pythonTest(words: Words): Passage {
  const subject = words.noun();
  const tests = words.times(2, 4, () => {
    const value = words.random.int(3, 400);
    return `def test_${words.snake()}():
    ${subject} = make_${subject}(${words.field()}=${value}, owner="${words.person().toLowerCase()}")
    assert ${words.action()}(${subject}) == ${value * words.random.int(2, 5)}
`;
  });
  return {
    path: `jobs/${subject}/tests/test_${words.action()}_${words.field()}.py`,
    text: `from .factories import make_${subject}\n\n\n${tests.join("\n\n")}`,
  };
}

const builders: readonly ((words: Words) => string)[] = [
  (words) => `def ${words.snake()}(rows, *, limit=${words.random.int(5, 90)}):
    """Rows whose ${words.field()} is above the limit, newest first."""
    kept = [row for row in rows if row["${words.field()}"] > limit]
    kept.sort(key=lambda row: (-row["created"], row["id"]))
    return kept[:${words.random.int(10, 400)}]
`,
  (words) => `@dataclass(frozen=True)
class ${words.pascal()}:
    id: str
    ${words.field()}_ms: int = ${words.random.int(10, 3000)}
    ${words.field()}_count: int = ${words.random.int(0, 60)}

    def ${words.action()}(self, other: "${words.pascal()}") -> bool:
        return self.id < other.id
`,
  (words) => `def ${words.snake()}(connection, batch):
    cursor = connection.cursor()
    for chunk in batched(batch, ${words.random.int(50, 900)}):
        cursor.executemany(
            "UPDATE ${words.noun()} SET ${words.field()} = ? WHERE id = ?",
            [(item.${words.field()}, item.id) for item in chunk],
        )
    connection.commit()
    return cursor.rowcount
`,
];
