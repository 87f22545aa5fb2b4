// A server for one built folder, on this machine only. Plain Node: it is what `npm start` ends in, and what the browser
// tests open, so what they test is what a person gets.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const host = '127.0.0.1';
const portsToTry = 100;

/**
 * Serves `folder` under `path` (it begins and ends with a slash) at `port` or the first free port after it; port 0 takes
 * any free one. Resolves to the address and a function that ends it.
 *
 * @param {{ folder: string, path?: string, port?: number }} options
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function serve({ folder, path = '/', port = 4173 }) {
  const server = createServer((request, response) => {
    answer(folder, path, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, port, port === 0 ? port : port + portsToTry);
  return {
    address: `http://${host}:${server.address().port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Rejects where every port up to `lastPort` is taken, or at once where listening fails for another reason. */
function listen(server, port, lastPort) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      if (taken && port < lastPort) listen(server, port + 1, lastPort).then(resolve, reject);
      else reject(error);
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

async function answer(folder, path, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const asked = pathAsked(request.url);
  if (asked === undefined || !asked.startsWith(path)) return notFound(response);
  const file = fileInside(folder, asked.slice(path.length));
  if (file === undefined) return notFound(response);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    const index = join(file, 'index.html');
    const indexFound = asked.endsWith('/') ? await stat(index).catch(() => undefined) : undefined;
    return indexFound ? send(index, indexFound, request, response) : notFound(response);
  }
  return found ? send(file, found, request, response) : notFound(response);
}

function pathAsked(url) {
  try {
    return decodeURIComponent(new URL(url, `http://${host}`).pathname);
  } catch {
    return undefined;
  }
}

/** The file that a path names, or undefined where the path leaves the folder. */
function fileInside(folder, path) {
  if (path.includes('\0')) return undefined;
  const root = normalize(folder + sep);
  const file = normalize(join(root, path));
  return file.startsWith(root) ? file : undefined;
}

function send(file, { size }, request, response) {
  response.writeHead(200, {
    'Content-Type': contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': size,
    // A name under assets/ carries a hash of its content; everything else may change with the next build.
    'Cache-Control': /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

function notFound(response) {
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
}
