/** A real engine, kept running: its recorder in the serving form. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { type Line, readLines } from '../lines';

export class RealEngine {
  private readonly folder = mkdtempSync(join(tmpdir(), 'arus-fuzz-'));
  private readonly process: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private readonly said: Interface;

  /** @param serving the command that answers pairs of lines: scenario file, file to write */
  constructor(serving: readonly string[]) {
    const [command = 'python3', ...rest] = serving;
    this.process = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.said = createInterface({ input: this.process.stdout as NodeJS.ReadableStream });
    this.answers = this.said[Symbol.asyncIterator]();
  }

  /** What it does with a scenario file. @throws if the recorder itself breaks */
  async run(scenario: unknown): Promise<readonly Line[]> {
    const [file, lines] = [join(this.folder, 'scenario.json'), join(this.folder, 'lines.jsonl')];
    writeFileSync(file, JSON.stringify(scenario));
    this.process.stdin?.write(`${file}\n${lines}\n`);
    for (;;) {
      const { value, done } = await this.answers.next();
      if (done) throw new Error('the recorder ended');
      if (value.startsWith('error ')) throw new Error(value);
      if (value.startsWith('ok ')) return readLines(readFileSync(lines, 'utf8'));
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin?.end();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
