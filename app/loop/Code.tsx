/** The loop's code: the line that runs, and beside each line the mistakes that it makes. */
import { type CodeLine, type LoopRole, runsWith } from '../../engine/engines/loopCode';
import type { BatchLoopSettings } from '../../engine/scenario/scenario';
import { useTexts } from '../language/language';
import type { Letter } from './layout';

/** Which line of the code makes which mistake. */
const LINE_OF: Readonly<Record<Letter, readonly LoopRole[]>> = {
  a: ['sleep'],
  b: ['since'],
  c: ['write'],
  d: ['process'],
};

export function Code({
  code,
  role,
  settings,
  letters,
}: {
  code: readonly CodeLine[];
  role: LoopRole | null;
  settings: BatchLoopSettings;
  letters: readonly Letter[];
}) {
  const t = useTexts().compare.loop;
  return (
    <ol className="loop-code">
      {code.map((line, i) => {
        const badges = letters.filter((letter) => line.role !== null && LINE_OF[letter].includes(line.role));
        const on = role !== null && runsWith(role, line.role, settings);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={i} className={on ? 'on' : undefined} aria-current={on ? 'step' : undefined}>
            <i aria-hidden="true">{i + 1}</i>
            <code>
              {line.text}
              {line.remark && (
                <span className="remark">{`${line.text === '' ? '' : '  '}# ${t.remark[line.remark]}`}</span>
              )}
            </code>
            <span className="badges">
              {badges.map((letter) => (
                <i key={letter} className="bad" title={t.letter[letter]}>
                  {letter}
                </i>
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
