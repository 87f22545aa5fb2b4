import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { serve } from '../scripts/serve.mjs';

/**
 * A page of the benches' own, built and served.
 *
 * @param page `plain` draws rows plainly with d3 and SVG, `transfer` has a trace sent by a thread, `echo` a square moved by one
 * @param more what its build needs besides
 */
export async function servePage(
  project: string,
  page: 'plain' | 'transfer' | 'echo',
  more: Pick<InlineConfig, 'plugins' | 'worker'> = {},
): ReturnType<typeof serve> {
  const folder = join(project, '.cache', 'bench', page);
  await build({
    ...more,
    configFile: false,
    root: join(project, 'bench', page),
    base: './',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  return serve({ folder, port: 0 });
}
