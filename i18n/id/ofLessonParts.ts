/** What a lesson says later than its first picture, or not each: a moment to find, one's own words, the worth of an answer. */
import { find } from './find';
import { handout } from './handout';
import { lessonPanel } from './lessonPanel';
import { ownWords } from './ownWords';
import { worth } from './worth';

export const ofLessonParts = { find, handout, lessonPanel, ownWords, worth };
