import { fileURLToPath } from 'node:url';

/** The folder of this project, whatever folder a command was called from. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));
