export default ({ params: { language, n } }) => {
  const german = ["Speichern", "Abbrechen", "Suchen", "Weiter", "Zurück", "Schließen", "Teilen"];
  const dutch = ["Opslaan", "Annuleren", "Zoeken", "Verder", "Terug", "Sluiten", "Delen"];
  const english = ["Save", "Cancel", "Search", "Next", "Back", "Close", "Share"];
  const file = (count) =>
    english
      .slice(0, count)
      .map((label, at) => `"${label.toLowerCase()}","${label}","${(language === "German" ? german : dutch)[at]}"`)
      .join("\n");
  return {
    values: {
      reference: file(n),
      bareField: file(n).replace('"save"', "save"),
      oneMore: file(n + 1),
      openQuote: file(n).slice(0, -1),
      twoColumns: file(n).replace('"save",', ""),
    },
  };
};
