export default ({ params: { topic, n } }) => {
  const german = {
    "load balancer": "Ein Load Balancer verteilt die Anfragen auf mehrere Server.",
    "message queue": "Eine Message Queue nimmt Nachrichten an und gibt sie später weiter.",
    "write-ahead log": "Ein Write-Ahead-Log schreibt jede Änderung auf, bevor sie gilt.",
  };
  const sentences = [
    german[topic],
    "So geht nichts verloren, wenn ein Teil des Systems ausfällt.",
    "Die anderen Teile müssen davon nichts wissen.",
    "Das kostet ein wenig Zeit und ist trotzdem fast immer die richtige Wahl.",
    "Ohne ihn wäre der Betrieb für uns viel mühsamer.",
    "Mehr dazu steht auf der Seite im Handbuch.",
  ];
  const english = ["It keeps the system running when one part of it fails.", "Nobody else has to know about it.", "It costs a little time.", "It is nearly always worth that.", "There is more in the handbook."];
  return {
    values: {
      reference: sentences.slice(0, n).join(" "),
      oneShort: sentences.slice(0, n - 1).join(" "),
      oneMore: sentences.slice(0, n + 1).join(" "),
      english: english.slice(0, n).join(" "),
      heading: `## Erklärung\n\n${sentences.slice(0, n).join(" ")}`,
    },
  };
};
