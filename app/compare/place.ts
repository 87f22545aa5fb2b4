/** A stage for what another screen has opened, when one came to that screen from none. */
export const OWN_STAGE = '/stage';

/** The stage from which one came to a screen that compares, so that one can go back to it. */
let address = OWN_STAGE;

/** Remembers the address at hand. */
export function leaveStage(): void {
  const here = location.hash.slice(1);
  if (here !== '') address = here;
}

export const stageAddress = (): string => address;
