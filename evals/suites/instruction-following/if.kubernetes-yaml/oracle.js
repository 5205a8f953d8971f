export default ({ params: { image, replicas, n } }) => {
  const text = (times) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${image}
spec:
  replicas: ${replicas}
  selector:
    matchLabels: { app: ${image} }
  template:
    metadata:
      labels: { app: ${image} }
    spec:
      containers:
        - name: ${times >= 5 ? image : "main"}
          image: ${times === 3 ? "app" : image}${times >= 6 ? `\n          command: [${image}]` : ""}`;
  const reference = text(n);
  return {
    values: {
      reference,
      onceMore: text(n + 1),
      onceLess: text(n - 1),
      service: `${reference}\nstatus: {}`,
      fenced: `\`\`\`yaml\n${reference}\n\`\`\``,
      fencedWithText: `\`\`\`yaml\n${reference}\n\`\`\`\n\nApply it to the cluster.`,
    },
  };
};
