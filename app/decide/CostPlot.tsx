/** What a day costs by how old an answer may be: jobs, what never stops, and where the uses stand. */
import { useId, useMemo, useRef } from 'react';
import { duration, rupiah } from '../../i18n/format';
import type { Verdict } from '../../lessons/decide/verdict';
import { useLanguage, useTexts } from '../language/language';
import { useSize } from '../views/rails/useSize';
import { plotOf } from './plot';
import { useDecide } from './useDecide';

/** Which of the given uses are named on the plot: one for each way, so that no name lies on another. */
const NAMED: readonly string[] = ['machine', 'dashboard', 'stock', 'quarters'];

export function CostPlot({ verdict }: { readonly verdict: Verdict }) {
  const { decide: t } = useTexts();
  const language = useLanguage();
  const { answers, prices, lines } = useDecide();
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  const size = useSize(box);
  const plot = useMemo(
    () => (size ? plotOf(answers, verdict, prices, lines, size) : null),
    [answers, verdict, prices, lines, size],
  );
  const money = (n: number): string => rupiah(Math.round(n), language);
  const length = (n: number): string => duration(n < 1e6 ? n : Math.round(n / 1e6) * 1e6, language, 2);
  const wide = (size?.width ?? 0) >= 700;
  return (
    <div className="decide-plot">
      <h2 id={heading}>{t.plot.title}</h2>
      <div className="drawn" ref={box}>
        {plot && size && (
          <svg width={size.width} height={size.height} aria-hidden="true">
            <rect
              x={plot.left}
              y={plot.top}
              width={plot.noJob - plot.left}
              height={plot.bottom - plot.top}
              className="f-sunk"
            />
            {[plot.streamUnder, plot.batchFrom].map((x, i) => (
              <path
                key={i === 0 ? 'under' : 'from'}
                d={`M${x},${plot.top - 16}V${plot.bottom}`}
                className="s-rule2"
                strokeDasharray="2 4"
              />
            ))}
            <text x={plot.streamUnder - 8} y={plot.top - 8} textAnchor="end" className="tick">
              {t.plot.stream}
            </text>
            <text x={(plot.streamUnder + plot.batchFrom) / 2} y={plot.top - 8} textAnchor="middle" className="tick">
              {t.plot.byCost}
            </text>
            <text x={plot.batchFrom + 8} y={plot.top - 8} className="tick">
              {wide ? t.plot.batch : ''}
            </text>
            {plot.costs.map((cost) => (
              <g key={cost}>
                <path d={`M${plot.left},${plot.y(cost)}H${plot.right}`} className="s-rule" />
                <text x={plot.left - 8} y={plot.y(cost) + 4} textAnchor="end" className="tick">
                  {wide || cost === 0 ? money(cost) : `${Math.round(cost / 1000)}k`}
                </text>
              </g>
            ))}
            {plot.ages.map((age, i) => (
              <g key={age}>
                <path d={`M${plot.x(age)},${plot.bottom}v5`} className="s-ink2" />
                <text
                  x={plot.x(age)}
                  y={plot.bottom + 19}
                  textAnchor={i === plot.ages.length - 1 ? 'end' : 'middle'}
                  className="tick"
                >
                  {duration(age, language, 1)}
                </text>
              </g>
            ))}
            <text x={(plot.left + plot.right) / 2} y={size.height - 8} textAnchor="middle" className="axis">
              {t.plot.axis}
            </text>
            <path d={plot.jobs} className="f-none s-ink" strokeWidth="2.6" />
            <path d={`M${plot.x(1e6)},${plot.y(plot.always)}H${plot.right}`} className="s-water" strokeWidth="3.2" />
            <path
              d={`M${plot.left},${plot.y(plot.record)}H${plot.x(1e6)}`}
              className="s-water"
              strokeWidth="3.2"
              strokeDasharray="6 4"
            />
            {wide && (
              <>
                <text x={plot.left + 6} y={plot.y(plot.record) - 9} className="line water">
                  {t.plot.record}
                </text>
                <text x={plot.right - 4} y={plot.y(plot.always) - 9} textAnchor="end" className="line water">
                  {t.plot.micro}
                </text>
                <text x={plot.x(125e6)} y={plot.y(plot.always * 1.85)} className="line">
                  {t.plot.jobs.map((line, i) => (
                    <tspan key={line} x={plot.x(125e6)} dy={i === 0 ? 0 : 16}>
                      {line}
                    </tspan>
                  ))}
                </text>
                <text x={plot.left + 14} y={plot.bottom - 26} className="tick">
                  {t.plot.noJob.map((line, i) => (
                    <tspan key={line} x={plot.left + 14} dy={i === 0 ? 0 : 16}>
                      {line}
                    </tspan>
                  ))}
                </text>
              </>
            )}
            {plot.crossing && (
              <>
                <circle cx={plot.crossing.x} cy={plot.y(plot.always)} r="5" className="f-ink" />
                {wide && (
                  <text x={plot.crossing.x + 18} y={plot.y(plot.always) + 21} className="says">
                    {t.plot.cheaperFrom(length(plot.crossing.age))}
                  </text>
                )}
              </>
            )}
            {plot.uses.map((use) => (
              <g key={use.use}>
                <circle cx={use.x} cy={use.y} r="5" className="f-card s-ink2" strokeWidth="2" />
                {wide && NAMED.includes(use.use) && (
                  <text
                    x={use.x + (use.way === 'daily' ? 4 : use.way === 'jobs' ? 8 : 0)}
                    y={use.y + (use.way === 'daily' ? -28 : use.way === 'jobs' ? -10 : 20)}
                    textAnchor={use.way === 'daily' ? 'end' : use.way === 'jobs' ? 'start' : 'middle'}
                    className="tick"
                  >
                    {t.uses[use.use]}
                  </text>
                )}
              </g>
            ))}
            {plot.you && (
              <g>
                <path d={`M${plot.you.x},${plot.top}V${plot.bottom}`} className="s-ink" strokeWidth="1.5" />
                <circle cx={plot.you.x} cy={plot.you.y} r="11" className="f-card s-ink" strokeWidth="3" />
                <circle cx={plot.you.x} cy={plot.you.y} r="4.500" className="f-water" />
                <g
                  transform={`translate(${plot.you.x > plot.right - 150 ? plot.you.x - 128 : plot.you.x + 16},${plot.you.y - 62})`}
                >
                  <rect width="112" height="42" rx="7" className="f-card s-rule2" />
                  <text x="10" y="17" className="you">
                    {money(plot.you.cost)}
                  </text>
                  <text x="10" y="34" className="tick">
                    {t.plot.you}
                  </text>
                </g>
              </g>
            )}
          </svg>
        )}
      </div>
      <details className="decide-table">
        <summary>{t.plot.table}</summary>
        <table aria-labelledby={heading}>
          <thead>
            <tr>
              <th scope="col">{t.plot.use}</th>
              <th scope="col">{t.plot.age}</th>
              <th scope="col">{t.plot.way}</th>
              <th scope="col">{t.plot.cost}</th>
            </tr>
          </thead>
          <tbody>
            {plot?.you && (
              <tr>
                <th scope="row">{t.plot.you}</th>
                <td>{length(plot.you.age)}</td>
                <td>{t.way[plot.you.way]}</td>
                <td>{money(plot.you.cost)}</td>
              </tr>
            )}
            {plot?.uses.map((use) => (
              <tr key={use.use}>
                <th scope="row">{t.uses[use.use]}</th>
                <td>{length(use.age)}</td>
                <td>{t.way[use.way]}</td>
                <td>{money(use.cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
