import { mediaHook } from '../useMedia';

/** Where the exercise is a sheet over the stage: see `frame.css`. */
export const useNarrow = mediaHook('(max-width: 56.24875em)', false);
