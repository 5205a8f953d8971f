export default ({ params: { version, n } }) => {
  const items = [
    "Filters can be saved under a name.",
    "A command prints the effective configuration.",
    "Health checks answer in plain text as well.",
    "The default page size is 50 instead of 20.",
    "Time zones are shown beside every time.",
    "Uploads are retried twice.",
    "Names with a blank at the end no longer hide an entry.",
    "The process ends when its socket cannot be opened.",
    "A cancelled export leaves no file behind.",
  ];
  const entry = (count, titles = ["Added", "Changed", "Fixed"], mark = "###") => {
    const parts = titles.map((title, at) => {
      const own = items.slice(0, count).filter((_, index) => index % 3 === at);
      return `${mark} ${title}\n\n${own.map((item) => `- ${item}`).join("\n")}`;
    });
    return parts.join("\n\n");
  };
  return {
    values: {
      reference: entry(n),
      oneShort: entry(n - 1),
      oneMore: entry(n + 1),
      otherOrder: entry(n, ["Added", "Fixed", "Changed"]),
      versionHeading: `## ${version}\n\n${entry(n)}`,
      otherLevel: entry(n, undefined, "##"),
    },
  };
};
