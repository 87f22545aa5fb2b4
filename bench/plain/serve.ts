import { join } from 'node:path';
import { build } from 'vite';
import { serve } from '../../scripts/serve.mjs';

/** The page that draws rows plainly with d3 and SVG, built and served. */
export async function servePlain(project: string): ReturnType<typeof serve> {
  const folder = join(project, '.cache', 'bench', 'plain');
  await build({
    configFile: false,
    root: join(project, 'bench', 'plain'),
    base: './',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  return serve({ folder, port: 0 });
}
