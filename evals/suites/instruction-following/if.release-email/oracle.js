export default ({ params: { hours, n, places } }) => {
  const paragraphs = [
    `Dear [NAME], on [DATE] we will maintain [SERVICE]. It takes ${hours} hours.`,
    "During that time pages of [TEAM] may be slow and some requests may fail.",
    "You do not have to do anything. Data stays where it is.",
    "If something looks wrong afterwards, please write to us.",
    "Kind regards from all of us.",
  ];
  const mail = (count) =>
    ["Subject: Planned maintenance of [SERVICE]", ...paragraphs.slice(0, count)].join("\n\n");
  const reference = mail(n).replace("It takes", places === 5 ? "It starts at [TIME] and takes" : "It takes");
  return {
    values: {
      total: n + 1,
      reference,
      oneLess: reference.split("\n\n").slice(0, -1).join("\n\n"),
      fewPlaceholders: reference.replace("[DATE]", "Monday").replace("[NAME]", "reader"),
      noSubject: reference.replace("Subject: ", ""),
      otherBrackets: reference.replaceAll("[", "<").replaceAll("]", ">"),
    },
  };
};
