/** The stage from which one came to a screen that compares, so that one can go back to it. */
let address = '/open';

/** Remembers the address at hand. */
export function leaveStage(): void {
  const here = location.hash.slice(1);
  if (here !== '') address = here;
}

export const stageAddress = (): string => address;
