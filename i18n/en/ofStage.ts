/** What the stage and a lesson say in their first picture, beside what every page does. */
import { lessonPanelFirst } from './lessonPanelFirst';
import { lessons } from './lessons';
import { rails } from './rails';
import { stageFirst } from './stageFirst';

export const ofStage = { lessonPanel: lessonPanelFirst, lessons, rails, stage: stageFirst };
