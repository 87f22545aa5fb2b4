/** What the stage and a lesson say in their first picture, beside what every page does. */
import { lessonPanel } from './lessonPanel';
import { lessons } from './lessons';
import { rails } from './rails';
import { stageFirst } from './stageFirst';

export const ofStage = { lessonPanel, lessons, rails, stage: stageFirst };
