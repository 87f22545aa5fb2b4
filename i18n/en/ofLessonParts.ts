/** What only some lessons say: a moment to find, one's own words, the worth of an answer. */
import { find } from './find';
import { ownWords } from './ownWords';
import { worth } from './worth';

export const ofLessonParts = { find, ownWords, worth };
