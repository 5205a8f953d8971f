export default ({ params: { n } }) => {
  const messages = ["This name is taken. Please choose another one.", "The file is larger than 5 MB.", "The date has to lie in the future.", "We could not reach the bank.", "This field is empty.", "The code has expired.", "Nothing was saved yet."];
  const text = (count) => messages.slice(0, count).join("\n");
  return {
    values: {
      reference: text(n),
      your: text(n).replace("The file", "Your file"),
      oneMore: text(n + 1),
      longLine: text(n).replace("5 MB.", "5 MB, and files of that size cannot be stored with this plan."),
      twoInALine: text(n).replace("\n", " "),
    },
  };
};
