export default ({ params: { n, first } }) => {
  const english = [`The ${first} has started.`, "The file was not found.", "The server does not answer.", "Please try again later.", "All tests have passed."];
  const japanese = [first === "build" ? "ビルドを開始しました。" : "デプロイを開始しました。", "ファイルが見つかりませんでした。", "サーバーが応答しません。", "後でもう一度お試しください。", "すべてのテストに合格しました。"];
  const chinese = ["已开始。", "找不到文件。", "服务器没有响应。", "请稍后再试。", "所有测试均已通过。"];
  const lines = japanese.slice(0, n).join("\n");
  return {
    values: {
      messages: english.slice(0, n).join("\n"),
      reference: lines,
      oneShort: japanese.slice(0, n - 1).join("\n"),
      chinese: chinese.slice(0, n).join("\n"),
      withNote: `${lines}\n\n以上です。`,
    },
  };
};
