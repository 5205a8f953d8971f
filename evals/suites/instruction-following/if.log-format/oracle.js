export default ({ params: { n } }) => {
  const messages = ["INFO started", "INFO loaded 12 rules", "WARN queue is long", "INFO queue is short again", "ERROR no space left", "INFO removed old files", "WARN slow answer", "INFO stopped"];
  const lines = messages.slice(0, n).map((message, at) => `2026-04-${10 + at} 08:0${at}:00 ${message}`);
  const text = lines.join("\n");
  return {
    values: {
      reference: text,
      oneShort: lines.slice(1).join("\n"),
      dots: text.replace("2026-04-10", "10.04.2026"),
      longLine: text.replace("started", "started with the settings that were given on the command line by the caller"),
      slashes: text.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, "$3/$2/$1"),
    },
  };
};
