/** What the stage and a lesson say beside what every page does. */
import { lessonPanel } from './lessonPanel';
import { lessons } from './lessons';
import { rails } from './rails';
import { stage } from './stage';

export const ofStage = { lessonPanel, lessons, rails, stage };
