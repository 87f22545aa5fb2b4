/** What the command line has of the machine; a test gives it another. */
import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Io {
  /** Writes to standard output; resolves when more may be written. */
  out(text: string): Promise<void> | void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Opens a file. Rejects with the machine's error (`code` is `ENOENT`, `EISDIR`, …). */
  open(path: string): Promise<Input>;
  /** Writes a file, and the folders that it lies in. Rejects with the machine's error. */
  write(path: string, text: string): Promise<void>;
  stdin(): Input;
  /** The language of the person's terminal, as the environment says it (`id_ID.UTF-8`). */
  readonly locale: string;
}

export interface Input {
  /** Bytes; null if that is not known before it is read. */
  readonly size: number | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export function nodeIo(): Io {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out(text) {
      if (process.stdout.write(text)) return;
      return new Promise((resolve) => process.stdout.once('drain', resolve));
    },
    err(text) {
      process.stderr.write(text);
    },
    async open(path) {
      const found = await stat(path);
      if (found.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
      return { size: found.isFile() ? found.size : null, chunks: createReadStream(path) };
    },
    async write(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    stdin: () => ({ size: null, chunks: process.stdin }),
    locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '',
  };
}
