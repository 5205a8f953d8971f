export default ({ params: { name, low } }) => {
  const page = (usage) => `## Install

\`\`\`bash
curl -o ${name} https://downloads.internal/${name} && chmod +x ${name}
\`\`\`

## Usage

${usage}

## Licence

Everybody may use and change it; the full text is in the file beside this one.`;
  const usage = "Give it one or more files. It reads all of them, prints what it found and ends with status one when something is missing. Options may stand anywhere on the line.";
  const reference = page(usage);
  return {
    values: {
      high: low + 40,
      reference,
      title: `# ${name}\n\n${reference}`,
      twoBlocks: reference.replace("\n\n## Licence", `\n\n\`\`\`bash\n${name} a.txt\n\`\`\`\n\n## Licence`),
      tooShort: page("Give it a file."),
      otherSpelling: reference.replace("Licence", "License"),
    },
  };
};
