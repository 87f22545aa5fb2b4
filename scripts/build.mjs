// `npm run build`: both builds, or the one named. Nothing happens where nothing has changed.
import './requireNode.mjs';
import { ensureBuilt, ensureInstalled } from './ensureBuilt.mjs';

ensureInstalled();
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : ['app', 'cli']) ensureBuilt(name);
