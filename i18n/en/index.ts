import { app } from './app';
import { home } from './home';

export const en = {
  app,
  home,
};
