/** What the home page says, and the rails on it. */
import { home } from './home';
import { rails } from './rails';

export const ofHome = { home, rails };
