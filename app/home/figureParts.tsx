/** What the home page's figures are made of. */
import { mediaHook } from '../useMedia';

export function Crossed({ x, y, r }: { x: number; y: number; r: number }) {
  const d = r * 0.45;
  return (
    <>
      <circle cx={x} cy={y} r={r} className="f-paper s-late" strokeWidth="2.4" />
      <path
        d={`M${x - d},${y - d}l${2 * d},${2 * d}m0,${-2 * d}l${-2 * d},${2 * d}`}
        className="f-none s-late"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </>
  );
}

export const Dot = ({ x, y, of, r = 5.5 }: { x: number; y: number; of: 'event' | 'proc'; r?: number }) => (
  <circle cx={x} cy={y} r={r} className={`f-${of}`} />
);

/** A figure is drawn as wide as its place, so that its words keep their size. */
export const WIDE = 330;
export const NARROW = 246;
const useNarrow = mediaHook('(max-width: 37.49875em)', false);
export const useWidth = (): number => (useNarrow() ? NARROW : WIDE);
