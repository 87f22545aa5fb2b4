// `npm start`: installs what is missing, builds what has changed, serves the app, and says where.
import './requireNode.mjs';
import { ensureBuilt, ensureInstalled } from './ensureBuilt.mjs';
import { serve } from './serve.mjs';

ensureInstalled();
const folder = ensureBuilt('app');
const server = await serve({ folder });
console.log(`Arus is at ${server.address} (Ctrl-C ends it)`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => server.close().then(() => process.exit(0)));
}
