export default ({ params: { noun, method, n } }) => {
  const path = `/${noun}s/{id}`;
  const operation = (count, more = {}) => ({
    summary: `One ${noun}`,
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    responses: Object.fromEntries(["200", "401", "404", "429"].slice(0, count).map((code) => [code, { description: code }])),
    ...more,
  });
  const text = (value, verb = method) => JSON.stringify({ [path]: { [verb]: value } }, null, 2);
  const closed = (properties) => ({ type: "object", properties, required: Object.keys(properties), additionalProperties: false });
  const parameter = closed({ name: { type: "string" }, in: { type: "string" }, required: { type: "boolean" }, schema: { type: "object" } });
  const schema = closed({
    [path]: closed({
      [method]: closed({
        summary: { type: "string" },
        parameters: { type: "array", items: parameter, minItems: 1, maxItems: 1 },
        responses: { type: "object", propertyNames: { type: "string", pattern: "^[1-5][0-9][0-9]$" }, minProperties: n },
      }),
    }),
  });
  const reference = text(operation(n));
  return {
    grader: {
      verifiers: [
        { id: "raw-json", arguments: { type: "object" } },
        { id: "json-schema", arguments: { schema } },
      ],
    },
    values: {
      reference,
      fewResponses: text(operation(n - 1)),
      otherMethod: text(operation(n), "post"),
      defaultResponse: reference.replace('"200": {', '"default": {'),
      fenced: `\`\`\`json\n${reference}\n\`\`\``,
      extraKey: text(operation(n, { deprecated: false })),
    },
  };
};
