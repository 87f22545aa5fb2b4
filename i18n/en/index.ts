import { app } from './app';
import { home } from './home';
import { lessonPanel } from './lessonPanel';
import { lessons } from './lessons';
import { rails } from './rails';
import { stage } from './stage';

export const en = {
  app,
  home,
  lessonPanel,
  lessons,
  rails,
  stage,
};
