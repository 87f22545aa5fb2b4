/** Where in a JSON text the value of a fault's path stands. */

/** `sources.pickups.arrivals[3].row["two words"]` as its parts. */
export function partsOf(path: string): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const [, name, index, quoted] of path.matchAll(/([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)) {
    if (name !== undefined) parts.push(name);
    else if (index !== undefined) parts.push(Number(index));
    else parts.push(JSON.parse(quoted as string) as string);
  }
  return parts;
}

export interface Place {
  readonly from: number;
  readonly to: number;
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;

/** The value at the path; of one that is not there, what should hold it. The text must be JSON. */
export function placeOf(text: string, path: string): Place {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const space = (): void => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
  };
  const scalar = (): string => {
    SCALAR.lastIndex = at;
    const found = SCALAR.exec(text)?.[0] ?? '';
    at += Math.max(found.length, 1);
    return found;
  };
  const skip = (): void => {
    space();
    let depth = 0;
    do {
      space();
      const c = text[at];
      if (c === '{' || c === '[') {
        depth++;
        at++;
      } else if (c === '}' || c === ']') {
        depth--;
        at++;
      } else if (c === ',' || c === ':') at++;
      else scalar();
    } while (depth > 0 && at < text.length);
  };

  space();
  for (const part of partsOf(path)) {
    const start = at;
    const open = text[at];
    if (open !== (typeof part === 'number' ? '[' : '{')) break;
    at++;
    let found = false;
    for (let n = 0; at < text.length; n++) {
      space();
      if (text[at] === '}' || text[at] === ']') break;
      let matches = part === n;
      if (open === '{') {
        matches = JSON.parse(scalar()) === part;
        space();
        at++;
        space();
      }
      if (matches) {
        found = true;
        break;
      }
      skip();
      space();
      if (text[at] === ',') at++;
    }
    if (!found) {
      at = start;
      break;
    }
  }
  const from = at;
  skip();
  return { from, to: at };
}
