// A Chrome or Chromium for the browser tests, `npm run look` and `npm run bench`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

const usualPlaces = {
  linux: ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

/** Package managers that may install a browser without a question, where the process is root. */
const packageManagers = [
  ['apt-get', 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium'],
  ['dnf', 'dnf install -y chromium'],
  ['apk', 'apk add --no-cache chromium'],
];

/**
 * The path of a browser that starts: CHROME_PATH, else the machine's, else Playwright's, which is fetched if it can be,
 * else one from the system's package manager where this process may install. Undefined where all fail; `say` is then told
 * in one sentence what to install. Needs the packages to be installed.
 *
 * @param {(sentence: string) => void} say
 * @returns {string | undefined}
 */
export function findBrowser(say = console.error) {
  const found = process.env.CHROME_PATH ? [process.env.CHROME_PATH].find(starts) : (onMachine() ?? playwrights());
  if (found) return found;
  if (process.env.CHROME_PATH) {
    say(`CHROME_PATH is ${process.env.CHROME_PATH}, which is no browser that starts: correct it or unset it.`);
    return undefined;
  }
  say('No Chrome or Chromium is here; fetching the one that Playwright brings …');
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli', { paths: [projectRoot] });
  const fetched = spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 600_000 });
  const fetchedBrowser = fetched.status === 0 ? playwrights() : undefined;
  if (fetchedBrowser) return fetchedBrowser;

  const [manager, install] = packageManagers.find(([name]) => process.getuid?.() === 0 && onPath(name)) ?? [];
  if (manager) {
    say(`That did not work; asking ${manager} for Chromium …`);
    spawnSync(install, { shell: true, stdio: 'ignore', timeout: 900_000 });
    const installed = onMachine();
    if (installed) return installed;
  }
  say('Install Chrome or Chromium, or set CHROME_PATH to one, and run the command again.');
  return undefined;
}

/** How to start it: on its own, without looking anything up on the network, and as root without the sandbox that root
 * cannot have. */
export const browserArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

function onMachine() {
  const places = usualPlaces[process.platform] ?? [];
  return [...names.map(onPath), ...places].find((path) => path && existsSync(path) && starts(path));
}

function playwrights() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  return [chromium.executablePath()].find((path) => existsSync(path) && starts(path));
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** A file by that name may be a stub or lack its libraries. (Asked for its version, Windows' Chrome opens a window.) */
function starts(path) {
  if (process.platform === 'win32') return existsSync(path);
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}
