// Tells what happens while a verb measures: JSON lines for programs, one moving line or a few still ones for people. Knows
// no event: what a person reads about them comes in as a story.

export type Narrator<Event> = {
  emit: (event: Event) => void;
  /** Clears the moving line; what is printed next stands on a line of its own. */
  end: () => void;
};

/** Takes events in and says how things stand now. A still line is printed when `step` is another one than before. */
export type Story<Event> = (event: Event) => { text: string; step: string };

export function narrator<Event>(
  { events }: { events?: boolean },
  story: Story<Event>,
): Narrator<Event> {
  if (events === true) {
    return { emit: (event) => process.stdout.write(`${JSON.stringify(event)}\n`), end: () => {} };
  }
  return process.stderr.isTTY ? movingLine(story) : stillLines(story);
}

function movingLine<Event>(story: Story<Event>): Narrator<Event> {
  const clear = "\r\u001b[K";
  return {
    emit: (event) => process.stderr.write(`${clear}${story(event).text}`),
    end: () => process.stderr.write(clear),
  };
}

function stillLines<Event>(story: Story<Event>): Narrator<Event> {
  let last: string | undefined;
  return {
    emit(event) {
      const { text, step } = story(event);
      if (step === last) return;
      last = step;
      process.stderr.write(`${text}\n`);
    },
    end: () => {},
  };
}
