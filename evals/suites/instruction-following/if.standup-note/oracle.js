export default ({ params: { n }, random }) => {
  const notes = random.shuffle([
    ["ina", "fixed the login page", "build the sign-up page"],
    ["bo", "reviewed the schema", "write the migration"],
    ["lee", "cut the build time", "look at the cache"],
    ["sam", "answered tickets", "update the handbook"],
  ]);
  const people = notes.slice(0, n);
  const list = (entries) =>
    entries.map(([name, done, next]) => `- ${name}\n  - done: ${done}\n  - next: ${next}`).join("\n");
  const reference = list(people);
  return {
    values: {
      people: people.map(([name, done, next]) => `${name} ${done} and will ${next}.`).join("\n"),
      reference,
      oneMissing: reference.split("\n").slice(0, -1).join("\n"),
      capital: reference.replace("- done", "- Done"),
      flat: reference.replaceAll("  - ", "- "),
      oneShort: list(people.slice(1)),
    },
  };
};
