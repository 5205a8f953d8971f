export default ({ params: { noun, n } }) => {
  const errors = ["| 400 | The body is no JSON. |", "| 401 | No token was sent. |", "| 409 | The name is taken. |", "| 413 | The body is too large. |", "| 429 | Too many requests. |"];
  const page = (count) => `## Request

\`POST /${noun}s\` creates a ${noun}. The body looks like this:

\`\`\`json
{ "name": "first", "priority": 2 }
\`\`\`

## Response

Status 201 and the ${noun} with its \`id\`.

## Errors

| Status | Meaning |
| --- | --- |
${errors.slice(0, count).join("\n")}`;
  const reference = page(n);
  const answer = "\n\n\`\`\`json\n{ \"id\": 7 }\n\`\`\`";
  return {
    values: {
      reference,
      twoBlocks: reference.replace("its \`id\`.", `its \`id\`.${answer}`),
      untagged: reference.replace("\`\`\`json", "\`\`\`"),
      oneShort: page(n - 1),
      extraHeading: `# Create a ${noun}\n\n${reference}`,
    },
  };
};
