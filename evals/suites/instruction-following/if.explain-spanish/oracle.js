export default ({ params: { low } }) => {
  const spanish = [
    "Cuando algo falla, el sistema lo nota en pocos segundos y avisa a la persona de guardia.",
    "Las peticiones que estaban en curso se repiten en otra máquina, y los usuarios ven solo una pequeña demora.",
    "Después se cambia la pieza rota, se comprueba que los datos están completos y se escribe un informe para el equipo.",
    "Así sabemos qué ha pasado y por qué.",
  ];
  const portuguese = "Quando algo falha, o sistema nota isso em poucos segundos e avisa a pessoa de plantão. Os pedidos que estavam em curso são repetidos em outra máquina, e os usuários não veem mais do que uma pequena demora. Depois a peça é trocada e o time escreve um relatório sobre o caso para todos.";
  const english = "When something fails, the system sees it within a few seconds and tells the person on call. Requests that were running are repeated on another machine, and users see no more than a short delay. Afterwards the broken part is replaced and the team writes a report about what has happened and why.";
  return {
    values: {
      high: low + 40,
      reference: spanish.join(" "),
      tooShort: spanish.slice(0, 2).join(" "),
      english,
      twoParagraphs: `${spanish.slice(0, 2).join(" ")}\n\n${spanish.slice(2).join(" ")}`,
      portuguese,
    },
  };
};
