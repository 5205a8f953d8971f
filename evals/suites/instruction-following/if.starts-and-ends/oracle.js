export default ({ params: { project, day, n } }) => {
  const middle = ["Two tasks are done and one waits for a review.", "There is no risk that we know of.", "The plan has not changed."];
  const text = (count) =>
    [`Status of ${project}: on track. ${middle[0]}`, ...middle.slice(1, count - 1), `Thanks to all who helped. Next update on ${day}.`].join("\n\n");
  const reference = text(n);
  return {
    values: {
      reference,
      otherStart: reference.replace("Status of", "Update on"),
      signed: `${reference}\n\nThe team`,
      oneShort: reference.replace("\n\n", " "),
      otherDay: reference.replace(day, "Friday"),
    },
  };
};
