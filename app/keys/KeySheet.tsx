/** The sheet of keys, from the table that those who handle them ask. */
import { Dialog } from '../frame/Dialog';
import { useTexts } from '../language/language';
import { ALL_KEYS, type KeyGroup } from './allKeys';
import { partsOf } from './keys';
import './keys.css';

const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };
const GROUPS = Object.keys(ALL_KEYS) as KeyGroup[];
/** Where Shift makes a step finer. */
const FINER: readonly KeyGroup[] = ['row', 'mapRow', 'crash'];

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { keys: t } = useTexts();
  // Does not compile where a key is not told.
  const told: Told = t.does;
  return (
    <Dialog className="key-sheet" title={t.title} close={t.close} closedBy="?" onClose={onClose}>
      <p>{t.lead}</p>
      <div className="key-groups">
        {GROUPS.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t.groups[group]}</h3>
            <dl>
              {entriesOf(ALL_KEYS[group], told[group]).map(({ action, combinations, does }) => (
                <div key={action}>
                  <dt>
                    {endsOf(combinations).map((combination, i) => (
                      <span key={combination}>
                        {i > 0 && (inARow(combinations) ? '–' : ` ${t.or} `)}
                        <Combination of={combination} />
                      </span>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
            {FINER.includes(group) && <p>{t.finer}</p>}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Digits in a row are told by the first and the last: 1–9. */
const inARow = (keys: readonly string[]): boolean => keys.length > 2 && keys.every((key) => /^\d$/.test(key));
const endsOf = (keys: readonly string[]): readonly string[] =>
  inARow(keys) ? [keys[0] as string, keys.at(-1) as string] : keys;

type Told = { readonly [G in KeyGroup]: Readonly<Record<keyof (typeof ALL_KEYS)[G], string>> };

const entriesOf = (keys: Readonly<Record<string, readonly string[]>>, does: Readonly<Record<string, string>>) =>
  Object.entries(keys).map(([action, combinations]) => ({ action, combinations, does: does[action] }));

const MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

function Combination({ of }: { of: string }) {
  const { keys: t } = useTexts();
  const names: Readonly<Record<string, string>> = { ...t.names, ...SIGNS, Mod: MAC ? 'Cmd' : 'Ctrl' };
  return partsOf(of).map((part, i) => (
    <span key={part}>
      {i > 0 && '+'}
      <kbd>{names[part] ?? (part.length === 1 ? part.toUpperCase() : part)}</kbd>
    </span>
  ));
}
