/**
 * What the browser keeps for us. It may be forbidden, full or cleared at any time, so nothing here throws: reading gives
 * null, writing says whether it was kept.
 */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export function forgetStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, so nothing is to be forgotten.
  }
}
