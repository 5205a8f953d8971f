// Filler: Go files and database migrations of a service that does not exist.
import type { Passage } from "../passage.ts";
import { capital, type Words } from "../words.ts";

export function goFile(words: Words): Passage {
  const { random } = words;
  const name = words.noun();
  const type = words.pascal();
  const field = capital(words.field());
  const text = `package ${name}

// ${type} keeps the last ${random.int(4, 64)} ${words.noun()} entries of one tenant.
type ${type} struct {
	mu      sync.Mutex
	${field}   int64
	entries []entry
}

// ${capital(words.action())} drops what is older than the window and says how much is left.
func (s *${type}) ${capital(words.action())}${field}(now time.Time) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	cut := now.Add(-${random.int(2, 900)} * time.Second)
	for len(s.entries) > 0 && s.entries[0].at.Before(cut) {
		s.${field} -= s.entries[0].size
		s.entries = s.entries[1:]
	}
	return ${random.int(1000, 90_000)} - s.${field}
}
`;
  return { path: `cmd/${words.service()}/internal/${name}/${words.field()}.go`, text };
}

export function migration(words: Words): Passage {
  const { random } = words;
  const table = `${words.noun()}_${words.noun()}`;
  const columns = [...new Set(words.times(3, 6, () => words.field()))];
  const lines = columns.map(
    (column) =>
      `  ${column} ${random.pick(["bigint NOT NULL", "text", "timestamptz NOT NULL", "numeric(12, 2)", "boolean DEFAULT false"])},`,
  );
  const text = `-- ${words.person()}, ${words.date()}: ${words.noun()} needs its own ${columns[0]}.
BEGIN;
CREATE TABLE ${table} (
  id uuid PRIMARY KEY,
${lines.join("\n")}
  created_at timestamptz NOT NULL
);
CREATE INDEX ${table}_${columns[0]} ON ${table} (${columns[0]}, created_at);
${words.times(0, 3, () => `INSERT INTO ${table} (id, ${columns[0]}) VALUES ('${words.hex(8)}-${words.hex(4)}', ${random.int(1, 900)});\n`).join("")}COMMIT;
`;
  return { path: `migrations/${random.int(1000, 9999)}_${table}.sql`, text };
}
