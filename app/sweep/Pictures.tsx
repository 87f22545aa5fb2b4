/** The two pictures of a sweep; a press or a drag on either chooses a run. The slider and the table say the same. */
import { type PointerEvent, useMemo } from 'react';
import type { Promised, SweepPoint } from '../../engine/measure/sweep';
import { duration, number, percent } from '../../i18n/format';
import { OWN_DRAG } from '../controls/ownDrag';
import { useLanguage, useTexts } from '../language/language';
import { textWidth } from '../views/rails/frame';
import type { Size } from '../views/rails/useSize';
import { besideHandle, type Curve, curvesChart, downTo, frontierChart, nameOfCurve, roomOf } from './charts';

interface Props {
  readonly size: Size;
  readonly points: readonly SweepPoint[];
  readonly promised: Promised;
  readonly point: SweepPoint;
  /** Of the setting's value. */
  readonly onPick: (value: number) => void;
}

/** A hand that holds and draws along. */
function useDrag(place: (x: number, y: number) => void) {
  const at = (e: PointerEvent<SVGSVGElement>) => {
    const box = e.currentTarget.getBoundingClientRect();
    place(e.clientX - box.left, e.clientY - box.top);
  };
  return {
    onPointerDown: (e: PointerEvent<SVGSVGElement>) => {
      e.currentTarget.setPointerCapture(e.pointerId);
      at(e);
    },
    onPointerMove: (e: PointerEvent<SVGSVGElement>) => {
      if (e.currentTarget.hasPointerCapture(e.pointerId)) at(e);
    },
    ...OWN_DRAG,
  };
}

export function Frontier({ size, points, promised, point, own, onPick }: Props & { readonly own: number }) {
  const { sweep: t } = useTexts();
  const language = useLanguage();
  const { width, height } = size;
  const chart = useMemo(() => frontierChart(points, promised, width, height), [points, promised, width, height]);
  const drag = useDrag((x, y) => {
    let best: { value: number; far: number } | null = null;
    for (const dot of chart?.dots ?? []) {
      const far = Math.hypot(dot.x - x, dot.y - y);
      if (!best || far < best.far) best = { value: dot.point.value, far };
    }
    if (best) onPick(best.value);
  });
  if (!chart) return <p className="quiet">{t.noWait}</p>;
  const { box } = chart;
  const here = chart.dots.find((dot) => dot.point === point);
  const mine = chart.dots.find((dot) => dot.point.value === own);
  const right = here && here.x > box.x + box.width - 150;
  return (
    <svg width={width} height={height} className="sweep-svg" aria-hidden="true" {...drag}>
      {chart.promised && <rect {...chart.promised} className="f-final-soft" />}
      {chart.yTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${box.x},${chart.y(tick)}h${box.width}`} className="s-rule" />
          <text x={box.x - 8} y={chart.y(tick) + 4} textAnchor="end" className="tick">
            {percent(tick, language, 1)}
          </text>
        </g>
      ))}
      {chart.xTicks.map((tick) => (
        <text key={tick} x={chart.x(tick)} y={box.y + box.height + 18} textAnchor="middle" className="tick">
          {duration(tick, language)}
        </text>
      ))}
      <text x={box.x + box.width / 2} y={box.y + box.height + 38} textAnchor="middle" className="axis processing">
        {t.waitAxis}
      </text>
      <path d={chart.line} className="f-none s-water" strokeWidth="2.5" strokeLinejoin="round" />
      {chart.dots.map((dot) => (
        <circle key={dot.point.value} cx={dot.x} cy={dot.y} r={dot.r} className="f-state-soft s-state" />
      ))}
      {here && <path d={downTo(box, here, textWidth(t.dotSize, 12))} className="f-none s-ink" strokeDasharray="2 4" />}
      <text x={box.x + box.width} y={box.y + box.height - 10} textAnchor="end" className="tick state">
        {t.dotSize}
      </text>
      {mine && mine !== here && (
        <text x={mine.x} y={mine.y + mine.r + 16} textAnchor="middle" className="tick">
          {t.here}
        </text>
      )}
      {here && (
        <g>
          <circle cx={here.x} cy={here.y} r={Math.max(9, here.r + 3)} className="f-card s-ink" strokeWidth="2.5" />
          <circle cx={here.x} cy={here.y} r={4} className="f-state" />
          <text x={here.x + (right ? -16 : 16)} y={here.y + 22} textAnchor={right ? 'end' : 'start'} className="says">
            <tspan>{duration(point.value, language)}</tspan>
            <tspan x={here.x + (right ? -16 : 16)} dy="17">
              {`${percent(point.completeness ?? 0, language, 1)}, ${duration(Math.round((point.wait ?? 0) / 1e6) * 1e6, language, 2)}`}
            </tspan>
          </text>
        </g>
      )}
    </svg>
  );
}

export function Curves({
  size,
  points,
  values,
  promised,
  point,
  setting,
  onPick,
}: Props & { readonly values: readonly number[]; readonly setting: string }) {
  const { sweep: t } = useTexts();
  const language = useLanguage();
  const { width, height } = size;
  const chart = useMemo(
    () => curvesChart(points, values, promised, width, height),
    [points, values, promised, width, height],
  );
  const drag = useDrag((x) => chart && onPick(chart.valueAt(x)));
  if (!chart) return null;
  const { box } = chart;
  const x = chart.x(point.value);
  const bands: readonly [curve: Curve | null, tone: string, name: string, limit: number, at: number | null][] = [
    [chart.completeness, 'final', t.complete, promised.completeness, point.completeness],
    [chart.wait, 'processing', t.wait, promised.wait, point.wait],
    [chart.state, 'state', t.state, promised.state, point.state],
  ];
  const says = [
    (v: number) => percent(v, language, 1),
    (v: number) => duration(Math.round(v / 1e6) * 1e6, language, 2),
    (v: number) => number(v, language),
  ];
  // Names stand right in the picture as long as the figures of the handle leave them their room.
  const longest = bands.map(([, , name, , at], i) => {
    const said = at === null ? '' : (says[i]?.(at) ?? '');
    return textWidth(said, 13, 'bold') + textWidth(name, 13, 'bold') + 28;
  });
  const room = box.x + box.width - x;
  const left = room < Math.max(...longest) && room < box.width / 2;
  return (
    <svg width={width} height={height} className="sweep-svg" aria-hidden="true" {...drag}>
      {chart.kept.map((stretch) => (
        <rect key={stretch.x} {...stretch} className="f-final-soft" />
      ))}
      {bands.map(([curve, tone, name, limit, at], i) => {
        if (!curve) return null;
        const say = says[i] as (v: number) => string;
        const lines = { curve, level: curve.y(limit), within: box };
        const wide = textWidth(name, 13, 'bold');
        const [end, anchor] = left ? ([box.x + 8, 'start'] as const) : ([box.x + box.width - 4, 'end'] as const);
        const named = nameOfCurve(end, anchor, curve.top, wide, { ...lines, words: [] });
        const said = at === null ? '' : say(at);
        const words = [roomOf(named, wide)];
        const beside =
          at !== null && besideHandle({ x, y: curve.y(at) }, textWidth(said, 13, 'bold'), { ...lines, words });
        return (
          <g key={name} className={tone}>
            {curve.ticks.map((tick) => (
              <g key={tick.value}>
                <path d={`M${box.x},${tick.at}h${box.width}`} className="s-rule" />
                <text x={box.x - 8} y={tick.at + 4} textAnchor="end" className="tick">
                  {say(tick.value)}
                </text>
              </g>
            ))}
            <path d={`M${box.x},${curve.y(limit)}h${box.width}`} className="f-none line" strokeDasharray="5 4" />
            <path d={curve.path} className="f-none line" strokeWidth="2.5" strokeLinejoin="round" />
            <text x={named.x} y={named.y} textAnchor={named.anchor} className="band">
              {name}
            </text>
            {at !== null && beside && (
              <>
                <circle cx={x} cy={curve.y(at)} r="5.5" className="f-card s-ink" strokeWidth="2" />
                <text x={beside.x} y={beside.y} textAnchor={beside.anchor} className="says">
                  {said}
                </text>
              </>
            )}
          </g>
        );
      })}
      <path d={`M${x},${box.y - 6}V${box.y + box.height}`} className="s-ink" strokeWidth="1.5" />
      {chart.xTicks.map((tick) => (
        <text
          key={tick}
          x={Math.min(chart.x(tick), width - textWidth(duration(tick, language), 12.5, 'figures') / 2 - 1)}
          y={box.y + box.height + 18}
          textAnchor="middle"
          className="tick"
        >
          {duration(tick, language)}
        </text>
      ))}
      <text x={box.x + box.width / 2} y={box.y + box.height + 38} textAnchor="middle" className="axis water">
        {setting}
      </text>
    </svg>
  );
}
