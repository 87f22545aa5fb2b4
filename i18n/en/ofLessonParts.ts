/** What only some lessons say: a moment to find, one's own words, the worth of an answer; and a lesson on paper. */
import { find } from './find';
import { handout } from './handout';
import { ownWords } from './ownWords';
import { worth } from './worth';

export const ofLessonParts = { find, handout, ownWords, worth };
