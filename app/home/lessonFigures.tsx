/** The ideas of the lessons below the first picture of the home page, each in the language of the stage. */
import type { ReactNode } from 'react';
import { rupiah } from '../../i18n/format';
import { useLanguage } from '../language/language';
import { Crossed, Dot, useWidth } from './figureParts';

function Frame({ height, children }: { height: number; children: (w: number) => ReactNode }) {
  const w = useWidth();
  return (
    <svg className="figure" viewBox={`0 0 ${w} ${height}`} aria-hidden="true">
      {children(w)}
    </svg>
  );
}

const Words = ({
  x,
  y,
  of,
  end,
  children,
}: {
  x: number;
  y: number;
  of: string;
  end?: boolean;
  children: ReactNode;
}) => (
  <text x={x} y={y} className={`l-${of}`} fontSize="13" fontWeight="620" textAnchor={end ? 'end' : 'start'}>
    {children}
  </text>
);

/** A closed file with its sum; then one more row, and the sum was none. */
function Unbounded() {
  const language = useLanguage();
  return (
    <Frame height={84}>
      {(w) => (
        <>
          <rect x="1" y="6" width={w - 122} height="28" rx="7" className="f-card s-ink" strokeWidth="1.8" />
          {[0.08, 0.24, 0.4, 0.56, 0.72, 0.88].map((x) => (
            <Dot key={x} x={x * (w - 122)} y={20} of="event" r={5.5} />
          ))}
          <Words x={w} y={25} of="final" end>
            {rupiah(2_800_000, language)} ✓
          </Words>
          <path d={`M0,64H${w - 126}`} className="s-event" strokeWidth="2" />
          <path d={`M${w - 132},58l7,6-7,6`} className="f-none s-event" strokeWidth="2" />
          {[0.08, 0.24, 0.4, 0.56, 0.72].map((x) => (
            <Dot key={x} x={x * (w - 122)} y={64} of="event" r={5.5} />
          ))}
          <circle cx={0.86 * (w - 122)} cy={64} r="6" className="f-paper s-late" strokeWidth="2.2" />
          <Words x={w} y={69} of="late" end>
            {rupiah(3_000_000, language)}?
          </Words>
        </>
      )}
    </Frame>
  );
}

/** What is held at the end of each day: with nothing let go, and with a day let go. */
function Infinite() {
  return (
    <Frame height={86}>
      {(w) => {
        const half = w / 2;
        const bar = (x: number, rows: number, kept: boolean): ReactNode => (
          <g key={`${x}`}>
            <rect
              x={x}
              y={70 - rows * 3.6}
              width="26"
              height={rows * 3.6}
              rx="3"
              className={kept ? 'f-state' : 'f-state-soft s-state'}
              strokeWidth="1.2"
            />
            <text x={x + 13} y={64 - rows * 3.6} className="l-state" fontSize="12" textAnchor="middle">
              {rows}
            </text>
          </g>
        );
        return (
          <>
            {[6, 13, 16].map((rows, i) => bar(8 + i * 38, rows, true))}
            {[6, 8, 2].map((rows, i) => bar(half + 18 + i * 38, rows, false))}
            <path d={`M0,70H${half - 18}M${half + 8},70H${w}`} className="s-rule2" strokeWidth="1.4" />
          </>
        );
      }}
    </Frame>
  );
}

/** Three runs of a loop, both ends closed: two rows are read by two of them. */
function Loop() {
  return (
    <Frame height={84}>
      {(w) => {
        const step = (w - 62) / 3;
        return (
          <>
            {[4, 5, 2].map((clicks, i) => (
              <g key={clicks}>
                <rect x={i * step} y={34} width={step} height="26" rx="5" className="f-proc-soft s-proc" />
                <text x={(i + 0.5) * step} y={52} className="l-proc" fontSize="14" fontWeight="700" textAnchor="middle">
                  {clicks}
                </text>
              </g>
            ))}
            <path d={`M0,14H${3 * step}`} className="s-proc" strokeWidth="2" />
            {[0.3, 0.7, 1.3, 1.7, 2.4].map((x) => (
              <Dot key={x} x={x * step} y={14} of="proc" r={5} />
            ))}
            {[1, 2].map((edge) => (
              <g key={edge}>
                <path
                  d={`M${edge * step},14L${(edge - 0.18) * step},34M${edge * step},14L${(edge + 0.18) * step},34`}
                  className="s-late"
                  strokeWidth="2"
                />
                <circle cx={edge * step} cy={14} r="6.500" className="f-paper s-late" strokeWidth="2.2" />
              </g>
            ))}
            <Words x={w} y={52} of="late" end>
              = 11
            </Words>
            <text x={w} y={76} className="l-ink2" fontSize="13" textAnchor="end">
              ≠ 9
            </text>
          </>
        );
      }}
    </Frame>
  );
}

/** The same pickups by two clocks: the peak moves. */
function TwoClocks() {
  return (
    <Frame height={92}>
      {(w) => {
        const half = w / 2;
        const bars = (from: number, of: 'event' | 'proc', values: readonly [number, number]): ReactNode =>
          values.map((n, i) => (
            <g key={n}>
              <rect
                x={from + i * 58}
                y={68 - n * 6.4}
                width="44"
                height={n * 6.4}
                rx="3"
                className={n > 5 ? `f-${of}` : `f-${of}-soft s-${of}`}
              />
              <text x={from + 22 + i * 58} y={62 - n * 6.4} className={`l-${of}`} fontSize="12" textAnchor="middle">
                {n}
              </text>
              <text x={from + 22 + i * 58} y={84} className="l-ink2 mono" fontSize="12" textAnchor="middle">
                {i === 0 ? '14:30' : '14:35'}
              </text>
            </g>
          ));
        return (
          <>
            {bars(4, 'event', [7, 2])}
            {bars(half + 16, 'proc', [1, 8])}
            <path d={`M0,68H${half - 22}`} className="s-event" strokeWidth="2" />
            <path d={`M${half + 12},68H${w}`} className="s-proc" strokeWidth="2" />
          </>
        );
      }}
    </Frame>
  );
}

/** A table that is only imagined, and the rows that are kept of it. */
function ContinuousQuery() {
  return (
    <Frame height={94}>
      {(w) => (
        <>
          {Array.from({ length: 8 }, (_, i) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: eight rows alike
              key={i}
              x="1"
              y={2 + i * 11}
              width={w * 0.42}
              height="8"
              rx="2"
              className="f-none s-event"
              strokeWidth="1.2"
              strokeDasharray="3 2"
            />
          ))}
          <path
            d={`M${w * 0.47},46h${w * 0.1}m-7,-6l7,6-7,6`}
            className="f-none s-ink"
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
          {[50, 100, 75].map((of, i) => (
            <rect
              key={of}
              x={w * 0.62}
              y={24 + i * 15}
              width={w * 0.36}
              height="11"
              rx="2.500"
              className="f-state-soft s-state"
              strokeWidth="1.4"
            />
          ))}
        </>
      )}
    </Frame>
  );
}

/** Six stages, one after the other; it dies behind the fifth. */
function MicroBatch() {
  return (
    <Frame height={92}>
      {(w) => {
        const step = (w - 20) / 6;
        return (
          <>
            {[0, 1, 2, 3, 4, 5].map((i) => (
              <rect
                key={i}
                x={i * step + (i === 5 ? 20 : 0)}
                y={6 + i * 12}
                width={step - 4}
                height="17"
                rx="4"
                className={i === 5 ? 'f-none s-proc' : 'f-proc-soft s-proc'}
                strokeDasharray={i === 5 ? '3 3' : undefined}
                strokeWidth="1.4"
              />
            ))}
            <path
              d={`M${5 * step + 8},30l-6,11 10,6-10,6 10,6-10,8 6,10`}
              className="f-none s-late"
              strokeWidth="2.2"
              strokeLinejoin="round"
            />
          </>
        );
      }}
    </Frame>
  );
}

/** What an answer is worth by its age: steps down, then a cliff. */
function WorthIt() {
  return (
    <Frame height={86}>
      {(w) => (
        <>
          <path
            d={`M2,10H${w * 0.46}V24H${w * 0.58}V38H${w * 0.7}L${w * 0.72},74H${w - 2}`}
            className="f-none s-final"
            strokeWidth="2.4"
            strokeLinejoin="round"
          />
          <path d={`M2,10H${w * 0.46}V24H${w * 0.58}V38H${w * 0.7}L${w * 0.72},74H2Z`} className="f-final-soft" />
          <path d={`M0,76H${w}`} className="s-rule2" strokeWidth="1.4" />
          {[0.12, 0.36].map((x) => (
            <Dot key={x} x={x * w} y={10} of="proc" r={6} />
          ))}
          <Crossed x={w * 0.9} y={74} r={7.5} />
        </>
      )}
    </Frame>
  );
}

/** A day that is paid whole, and one that is paid for a job. */
function BatchWins() {
  const language = useLanguage();
  return (
    <Frame height={78}>
      {(w) => (
        <>
          <rect x="0" y="6" width={w - 100} height="20" rx="4" className="f-state-soft s-state" strokeWidth="1.4" />
          <Words x={w} y={21} of="state" end>
            {rupiah(108_000, language)}
          </Words>
          <path d={`M0,62H${w - 100}`} className="s-rule2" strokeWidth="1.4" />
          <rect x={w - 118} y="44" width="14" height="18" rx="3" className="f-proc" />
          <Words x={w} y={59} of="proc" end>
            {rupiah(6_225, language)}
          </Words>
        </>
      )}
    </Frame>
  );
}

/** Six claims, each struck by one line. */
function Misconceptions() {
  return (
    <Frame height={72}>
      {(w) => (
        <>
          {[0, 1, 2, 3, 4, 5].map((i) => {
            const x = (i % 2) * (w / 2 + 6);
            const y = 6 + Math.floor(i / 2) * 23;
            const length = w / 2 - 26 - (i % 3) * 12;
            return (
              <g key={i}>
                <rect x={x} y={y} width={length} height="11" rx="4" className="f-rule" />
                <path d={`M${x - 1},${y + 13}L${x + length + 8},${y - 3}`} className="s-late" strokeWidth="2.4" />
              </g>
            );
          })}
        </>
      )}
    </Frame>
  );
}

/** Six lines to be written. */
function Reflection() {
  return (
    <Frame height={84}>
      {(w) => (
        <>
          {[0, 1, 2, 3, 4, 5].map((i) => (
            <g key={i}>
              <circle
                cx={8 + (i % 2) * (w / 2)}
                cy={14 + Math.floor(i / 2) * 27}
                r="6"
                className={i === 0 ? 'f-ink' : 'f-none s-ink'}
                strokeWidth="1.8"
                strokeDasharray={i === 0 ? undefined : '3 2'}
              />
              <path
                d={`M${24 + (i % 2) * (w / 2)},${17 + Math.floor(i / 2) * 27}h${w / 2 - 44 - (i % 3) * 14}`}
                className={i === 0 ? 's-ink' : 's-mark3'}
                strokeWidth="1.8"
                strokeDasharray={i === 0 ? undefined : '2 4'}
              />
            </g>
          ))}
        </>
      )}
    </Frame>
  );
}

const FIGURES: Readonly<Record<string, () => ReactNode>> = {
  unbounded: Unbounded,
  infinite: Infinite,
  loop: Loop,
  'two-clocks': TwoClocks,
  'continuous-query': ContinuousQuery,
  'micro-batch': MicroBatch,
  'worth-it': WorthIt,
  'batch-wins': BatchWins,
  misconceptions: Misconceptions,
  reflect: Reflection,
};

export default function LaterFigure({ slug }: { slug: string }) {
  const Figure = FIGURES[slug];
  return Figure ? <Figure /> : null;
}
