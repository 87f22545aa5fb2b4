import { app } from './app';
import { home } from './home';

export const id = {
  app,
  home,
};
