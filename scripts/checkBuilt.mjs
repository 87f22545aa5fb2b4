// Looks at what was built, as a stranger would who is to trust it: the app carries its policy, names no other host, runs
// from any folder, makes no code out of strings and is no heavier than it may be; the command line stands alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { faultsOfFirstLoads } from './firstLoads.mjs';
import { projectRoot } from './projectRoot.mjs';

/** Addresses that may stand in the built files: none is ever requested. */
const namedOnly = [
  // Names of XML namespaces, needed to make SVG elements.
  'http://www.w3.org/',
  // React's and Base UI's errors name the page that explains them.
  'https://react.dev/',
  'https://base-ui.com/',
  // The name of the XML namespace of Maven projects, which stands in the pom.xml that the app writes.
  'http://maven.apache.org/POM/4.0.0',
  // The identifier of the JSON Schema dialect.
  'http://json-schema.org/',
  'https://json-schema.org/',
];

const policyMustHave = ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'"];

/** @returns {string[]} the faults of the built app in this folder, each "file: what" */
export function faultsOfBuiltApp(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(?:html|js|css|svg|json|webmanifest)$/.test(file));
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return [...faultsOfText(file, text), ...(file.endsWith('.html') ? faultsOfPage(text) : [])].map(
      (fault) => `${file}: ${fault}`,
    );
  });
}

function faultsOfText(file, text) {
  const faults = [];
  // Data sets may hold what they hold; only what the browser runs or lays out can ask another host for anything.
  if (/\.(?:html|js|css|svg)$/.test(file)) {
    for (const [address] of text.matchAll(/\b(?:https?|wss?):\/\/[^\s"'`<>)\\]*/g)) {
      if (isAddress(address) && !namedOnly.some((allowed) => address.startsWith(allowed))) {
        faults.push(`names ${address}`);
      }
    }
  }
  if (file.endsWith('.js')) {
    for (const [code] of text.matchAll(/(?<![\w.$])(?:eval|new Function|Function)\s*\(/g)) {
      faults.push(`makes code out of a string: ${code}`);
    }
  }
  for (const [address] of text.matchAll(file.endsWith('.css') ? /url\(\s*["']?\/[^)]*\)/g : /$^/g)) {
    faults.push(`has the absolute address ${address}`);
  }
  return faults;
}

/** A scheme alone ("https://" before a variable, or in a pattern) names no host. */
function isAddress(address) {
  return /^\w+:\/\/[\w[]/.test(address);
}

function faultsOfPage(text) {
  const html = text.replaceAll('&#39;', "'");
  const faults = [];
  const head = html.slice(html.indexOf('<head'));
  const policy = /<meta[^>]*http-equiv="Content-Security-Policy"[^>]*content="([^"]*)"/i.exec(head);
  if (!policy) faults.push('has no content security policy');
  else {
    for (const part of policyMustHave) if (!policy[1].includes(part)) faults.push(`its policy lacks ${part}`);
    if (/unsafe|https?:|\*/.test(policy[1])) faults.push(`its policy is not strict: ${policy[1]}`);
    if (/<(?:script|link|style)/i.test(head.slice(0, policy.index))) faults.push('loads something before its policy');
  }
  for (const [tag] of html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>|<style[^>]*>/gi)) faults.push(`has an inline ${tag}`);
  for (const [tag] of html.matchAll(/<[^>]+\s(?:on\w+|style)=/gi))
    faults.push(`has an inline handler or style: ${tag}`);
  for (const [, address] of html.matchAll(/\s(?:src|href)="([^"]*)"/gi)) {
    if (/^(?:\/|\w+:)/.test(address)) faults.push(`has the absolute address ${address}`);
  }
  return faults;
}

/** @returns {string[]} the faults of the built command line */
export function faultsOfBuiltCommand(code) {
  const statement = /^\s*(?:import\s*|(?:import|export)\b[^'"`;]*?\bfrom\s*)["']([^"']+)["']/gm;
  const imported = [...code.matchAll(statement)].map((match) => match[1]);
  return imported.filter((name) => !name.startsWith('node:')).map((name) => `needs ${name} beside it`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = [
    ...faultsOfBuiltApp(join(projectRoot, 'dist', 'app')),
    ...faultsOfFirstLoads(join(projectRoot, 'dist', 'app')),
    ...faultsOfBuiltCommand(readFileSync(join(projectRoot, 'dist', 'cli', 'main.js'), 'utf8')).map(
      (fault) => `cli/main.js: ${fault}`,
    ),
  ];
  for (const fault of faults) console.log(fault);
  process.exit(faults.length > 0 ? 1 : 0);
}
