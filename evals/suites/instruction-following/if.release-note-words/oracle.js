export default ({ params: { product, low } }) => {
  const sentences = [
    `This release of ${product} brings search by tag, an audit log and sign-in with a second factor.`,
    "Tags can be combined, and the search remembers the last ten queries of every user.",
    "The audit log names who changed what and when, and it can be exported as a file.",
    "Sign-in with a second factor works with every common authenticator app on the market.",
    "Administrators decide in the settings whether the second factor is required for their team.",
    "Nothing changes for existing accounts until an administrator turns the new options on.",
    "Old links keep working, and exports from earlier versions can still be read without changes.",
    "The audit log is kept for ninety days unless another period is set by the team.",
    "Search results are ordered by how recently somebody worked on them, newest ones first.",
    "Questions are answered in the usual channel, and the handbook has a page for each part.",
    "We thank everybody who tried the early builds and told us what did not work for them.",
  ];
  const wordsIn = (text) => text.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu).length;
  const text = (least) => {
    let whole = "";
    for (const sentence of sentences) {
      if (whole !== "" && wordsIn(whole) >= least) break;
      whole += `${whole === "" ? "" : " "}${sentence}`;
    }
    return whole;
  };
  const reference = text(low + 1);
  return {
    values: {
      high: low + 30,
      reference,
      tooShort: text(low - 25),
      tooLong: text(low + 32),
      forbiddenWord: reference.replace("brings search", "simply brings search"),
      heading: `# What is new\n\n${reference}`,
    },
  };
};
