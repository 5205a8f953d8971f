export default ({ params: { n } }) => {
  const keys = ["dark-mode", "new-search", "fast-export", "team-view", "beta-editor", "weekly-mail"];
  const owners = ["web", "data", "ops"];
  const flags = keys.slice(0, n).map((key, at) => ({ key, enabled: at % 2 === 0, owner: owners[at % 3] }));
  const text = (value) => JSON.stringify(value, null, 2);
  return {
    values: {
      reference: text(flags),
      oneShort: text(flags.slice(1)),
      camelCase: text(flags).replace("dark-mode", "darkMode"),
      booleanAsText: text(flags).replace("true", '"true"'),
      wrapped: text({ flags }),
    },
  };
};
