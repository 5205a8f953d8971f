export default ({ params: { n } }) => {
  const texts = [
    "Starts twice as fast.",
    "Colours follow the system.",
    "Reads its settings from one file.",
    "Shows line numbers.",
    "Prints errors to the right stream.",
    "Understands tabs.",
    "First release.",
  ];
  const lines = texts
    .slice(0, n)
    .map((text, at) => `- 1.${12 - at}.0 (2025-${String(11 - at).padStart(2, "0")}-15): ${text}`);
  const list = lines.join("\n");
  return {
    values: {
      reference: list,
      englishDate: list.replace("2025-11-15", "November 15, 2025"),
      noSuchDay: list.replace("2025-09-15", "2025-09-31"),
      oneShort: lines.slice(1).join("\n"),
      heading: `# Releases\n\n${list}`,
    },
  };
};
