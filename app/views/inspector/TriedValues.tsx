/**
 * Along a setting or a time: where it stands, where it turns, and what was run on the way there and beyond. Only what was run
 * is drawn: a stretch has a colour if both its ends came out alike. The words beside it say the same.
 */
import type { Tried } from '../../../engine/explain/whatIf';
import type { Way } from './whatIfWords';

const HEIGHT = 18;
const MIDDLE = HEIGHT / 2;

export function TriedValues({ tried, now, turn, text }: NonNullable<Way['along']>) {
  const least = tried[0]?.value ?? 0;
  const span = (tried.at(-1)?.value ?? 0) - least;
  if (span <= 0) return null;
  const at = (value: number): number => ((value - least) / span) * 100;
  const far = now === least ? least + span : least;
  return (
    <div className="tried">
      <svg width="100%" height={HEIGHT} overflow="visible" aria-hidden="true">
        {tried.slice(1).map((to, i) => {
          const from = tried[i] as Tried;
          const kind = from.does !== to.does ? 'not-run' : to.does ? 'does' : 'does-not';
          return (
            <line
              key={to.value}
              className={kind}
              x1={`${at(from.value)}%`}
              x2={`${at(to.value)}%`}
              y1={MIDDLE}
              y2={MIDDLE}
            />
          );
        })}
        {tried.map(({ value, does }) => (
          <circle key={value} className={does ? 'does' : 'does-not'} cx={`${at(value)}%`} cy={MIDDLE} r={1.6} />
        ))}
        <line className="turn" x1={`${at(turn)}%`} x2={`${at(turn)}%`} y1={1} y2={HEIGHT - 1} />
        <circle className="now" cx={`${at(now)}%`} cy={MIDDLE} r={6} />
      </svg>
      <p aria-hidden="true">
        {(['now', 'turn', 'far'] as const).map((name) => {
          const value = { now, turn, far }[name];
          if (name === 'far' && value === turn) return null;
          return (
            <span key={name} className={name} style={{ left: `${at(value)}%`, translate: `-${at(value)}%` }}>
              {text(value)}
            </span>
          );
        })}
      </p>
    </div>
  );
}
