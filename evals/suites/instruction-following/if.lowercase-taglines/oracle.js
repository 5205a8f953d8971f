export default ({ params: { n } }) => {
  const lines = ["find it in a second", "sleep well tonight", "one thing less to do", "it just stays there", "quietly on your side", "nothing gets lost", "small and calm"];
  const text = (count) => lines.slice(0, count).join("\n");
  return {
    values: {
      reference: text(n),
      capital: text(n).replace("find", "Find"),
      oneMore: text(n + 1),
      longLine: text(n).replace("tonight", "tonight and in every other night of the year"),
      name: text(n).replace("one thing", "one API"),
    },
  };
};
