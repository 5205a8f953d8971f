export default ({ params: { n } }) => {
  const french = [
    "Les erreurs sont trouvées plus tôt et par une autre personne.",
    "Le code est plus facile à lire pour les collègues.",
    "On apprend des choix qui ont été faits par les autres.",
    "Il y a moins de surprises le jour de la mise en production.",
    "Chaque partie du projet est connue par plus d'une personne.",
    "Une bonne habitude dans l'équipe évite les longues discussions.",
    "Le travail avance plus vite sur la durée.",
  ];
  const english = ["Errors are found earlier and by somebody else.", "The code is easier to read.", "We learn from each other.", "There are fewer surprises in the end.", "Every part is known to more than one of us.", "It saves time for all of us."];
  const list = (count, lines = french, mark = () => "-") =>
    lines.slice(0, count).map((line, at) => `${mark(at)} ${line}`).join("\n");
  return {
    values: {
      reference: list(n),
      english: list(n, english),
      oneMore: list(n + 1),
      withIntro: `Il y a plusieurs raisons de le faire et elles sont simples\n\n${list(n)}`,
      numbered: list(n, french, (at) => `${at + 1}.`),
    },
  };
};
