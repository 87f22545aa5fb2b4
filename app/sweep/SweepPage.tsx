/** `#/sweep`: the scenario on the stage, one setting turned through its range; what each value buys and costs. */
import { useMemo, useRef, useState } from 'react';
import { ENGINES } from '../../engine/engines/names';
import { type Promised, type SweepPoint, sweptBy } from '../../engine/measure/sweep';
import { KNOBS, type SweptSetting, settingOf, turned } from '../../engine/scenario/knobs';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { duration, percent } from '../../i18n/format';
import { list } from '../../i18n/list';
import { announce } from '../announce';
import { BackToStage } from '../compare/BackToStage';
import { OWN_STAGE, stageAddress } from '../compare/place';
import { Slide } from '../controls/Slide';
import { Frame } from '../frame/Frame';
import { Guard } from '../frame/Guard';
import { SaveButton } from '../keep/SaveButton';
import { useLanguage, useTexts } from '../language/language';
import { go, Link } from '../router';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { useSize } from '../views/rails/useSize';
import { promiseFrom, stretches } from './charts';
import { Patterns } from './Patterns';
import { Curves, Frontier } from './Pictures';
import { PATTERNS, type Pattern, scenarioOf } from './patterns';
import { runLines, SweepTable, wordsOf } from './SweepTable';
import { type Swept, useSweep } from './useSweep';
import '../stage/stage.css';
import '../views/transport/transport.css';
import './sweep.css';

export default function SweepPage() {
  const { sweep: t } = useTexts();
  const onStage = useRun((s) => s.scenario);
  const stagedEngine = useRun((s) => s.engine);
  // One who comes from no stage is shown a stream whose delay is worth choosing.
  const [pattern, setPattern] = useState<Pattern | null>(onStage ? null : 'tunnel');
  const scenario = useMemo(() => (pattern ? scenarioOf(pattern) : onStage), [pattern, onStage]);
  const staged = pattern ? 'spark' : stagedEngine;
  const choices = useMemo(() => (scenario ? choicesOf(scenario, staged) : []), [scenario, staged]);
  const [chosen, setChosen] = useState<{ engine: EngineName; setting: SweptSetting } | null>(null);
  const engine = choices.find((c) => c.engine === (chosen?.engine ?? staged)) ?? choices[0];
  const setting = engine?.settings.find((s) => s === chosen?.setting) ?? engine?.settings[0] ?? null;
  const { swept, ...work } = useSweep(scenario, engine?.engine ?? staged, setting);
  // The picture before stays until the first run of what was chosen is there, and must not be taken for it.
  const stale = swept?.scenario !== scenario || swept?.engine !== engine?.engine || swept?.setting !== setting;
  useTitle(t.title);
  return (
    <Frame title={t.title} actions={<BackToStage />}>
      {scenario && !engine ? (
        <Nothing />
      ) : scenario && engine && setting && swept && swept.points.length > 0 ? (
        <Live
          scenario={scenario}
          swept={swept}
          {...work}
          stale={stale}
          chooser={
            <Chooser choices={choices} engine={engine.engine} setting={setting} onChoose={(next) => setChosen(next)}>
              <Rows onStage={onStage} pattern={pattern} onChoose={setPattern} />
            </Chooser>
          }
          pattern={pattern}
          onPattern={setPattern}
        />
      ) : (
        <>
          <main className="stage sweep" id="content" tabIndex={-1} aria-busy="true">
            <p className="notice" role="status">
              {t.running(0, 1)}
            </p>
          </main>
          <footer className="transport" />
        </>
      )}
    </Frame>
  );
}

/** Whose rows are swept: those on the stage, or those of a pattern. */
function Rows({
  onStage,
  pattern,
  onChoose,
}: {
  readonly onStage: Scenario | null;
  readonly pattern: Pattern | null;
  readonly onChoose: (pattern: Pattern | null) => void;
}) {
  const { sweep: t } = useTexts();
  const language = useLanguage();
  return (
    <label>
      <span>{t.patterns.rows}</span>
      <select value={pattern ?? ''} onChange={(e) => onChoose(PATTERNS.find((p) => p === e.target.value) ?? null)}>
        {onStage && <option value="">{onStage.title[language]}</option>}
        {PATTERNS.map((name) => (
          <option key={name} value={name}>
            {t.patterns.name[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Choice {
  readonly engine: EngineName;
  readonly settings: readonly SweptSetting[];
}

/** Which settings of which engines can be turned; the stage's engine first. */
function choicesOf(scenario: Scenario, staged: EngineName): readonly Choice[] {
  return [staged, ...ENGINES.filter((name) => name !== staged)].flatMap((engine) => {
    const settings = sweptBy(scenario, engine);
    return settings.length > 0 ? [{ engine, settings }] : [];
  });
}

function Chooser({
  choices,
  engine,
  setting,
  onChoose,
  children,
}: {
  choices: readonly Choice[];
  engine: EngineName;
  setting: SweptSetting;
  onChoose: (next: { engine: EngineName; setting: SweptSetting }) => void;
  children: React.ReactNode;
}) {
  const { sweep: t, compare } = useTexts();
  const settings = choices.find((c) => c.engine === engine)?.settings ?? [];
  return (
    <>
      {children}
      <label>
        <span>{t.engine}</span>
        <select
          value={engine}
          onChange={(e) => {
            const next = choices.find((c) => c.engine === e.target.value);
            if (next?.settings[0]) onChoose({ engine: next.engine, setting: next.settings[0] });
          }}
        >
          {choices.map((c) => (
            <option key={c.engine} value={c.engine}>
              {compare.engine[c.engine]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t.setting}</span>
        <select value={setting} onChange={(e) => onChoose({ engine, setting: e.target.value as SweptSetting })}>
          {settings.map((s) => (
            <option key={s} value={s}>
              {t.settings[s]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function Live({
  scenario,
  swept,
  stop,
  stopped,
  goOn,
  stale,
  chooser,
  pattern,
  onPattern,
}: {
  scenario: Scenario;
  swept: Swept;
  stop: () => void;
  stopped: boolean;
  goOn: () => void;
  /** Another sweep was chosen, and its first run is under way. */
  stale: boolean;
  chooser: React.ReactNode;
  pattern: Pattern | null;
  onPattern: (pattern: Pattern) => void;
}) {
  const { sweep: t } = useTexts();
  const language = useLanguage();
  const { setting, points, values } = swept;
  const own = settingOf(swept.scenario, setting);
  const [value, setValue] = useState<number | null>(null);
  const [made, setMade] = useState<{ readonly of: SweptSetting; readonly promised: Promised } | null>(null);
  const at = nearest(points, value ?? own);
  const point = points[at] as SweepPoint;
  const first = points.find((p) => p.value === own) ?? point;
  const promised = made?.of === setting ? made.promised : promiseFrom(first);
  const promise = (change: Partial<Promised>) => setMade({ of: setting, promised: { ...promised, ...change } });
  const name = t.settings[setting];
  const said = duration(point.value, language);
  const finished = points.length === values.length;
  const kept = stretches(points, promised);
  const rows = swept.scenario.sources.reduce((n, source) => n + source.rows.count, 0);
  const words = wordsOf(point, t, language);
  const verdict =
    kept.length === 0
      ? t.promise.never(name)
      : t.promise.kept(
          list(
            kept.map(([from, to]) =>
              from === to
                ? duration(from, language)
                : t.promise.range(duration(from, language), duration(to, language)),
            ),
            language,
            'or',
          ),
          name,
        );

  const use = () => {
    const run = useRun.getState();
    if (pattern) void run.open(turned(swept.scenario, setting, point.value), swept.engine);
    else {
      run.setEngine(swept.engine);
      run.edit((s) => turned(s, setting, point.value));
    }
    announce(t.used(name, said));
    go(pattern ? OWN_STAGE : stageAddress());
  };
  const frontierBox = useRef<HTMLDivElement>(null);
  const curvesBox = useRef<HTMLDivElement>(null);
  const frontierSize = useSize(frontierBox);
  const curvesSize = useSize(curvesBox);
  const picked = (next: number) => setValue((points[nearest(points, next)] as SweepPoint).value);
  const limits = {
    wait: Math.max(...points.map((p) => p.wait ?? 0), 1e6),
    state: Math.max(...points.map((p) => p.state ?? 0), 1),
  };
  return (
    <>
      <main className="stage sweep" id="content" tabIndex={-1} aria-busy={stale || (!finished && !stopped)}>
        <div className="sweep-head">
          <h1>{t.question}</h1>
          <p>
            {scenario.title[language]}. {t.lead(rows, values.length)}
          </p>
          <div className="sweep-choices">
            {chooser}
            <SaveButton
              scenario={scenario}
              name={t.files.page}
              parts={() => [...document.querySelectorAll('.sweep-grid > .pictured')]}
              tables={[{ text: t.saveRuns, name: t.files.runs, lines: () => runLines({ swept, own, promised }, t) }]}
            />
          </div>
        </div>
        {stale ? (
          <p className="sweep-progress" role="status">
            <progress aria-label={t.patterns.running} /> {t.patterns.running}
          </p>
        ) : (
          !finished && (
            <p className="sweep-progress" role="status">
              <progress
                value={points.length}
                max={values.length}
                aria-label={t.running(points.length, values.length)}
              />
              {stopped ? t.stopped(points.length, values.length) : t.running(points.length, values.length)}
              <button type="button" className="btn" onClick={stopped ? goOn : stop}>
                {stopped ? t.goOn : t.stop}
              </button>
            </p>
          )
        )}
        <div className="sweep-grid">
          <section className="card sweep-promise" aria-labelledby="promise">
            <h2 id="promise">{t.promise.title}</h2>
            <Slide
              tone="final"
              label={t.promise.completeness}
              says={percent(promised.completeness, language, 1)}
              value={Math.round(promised.completeness * 1000)}
              max={1000}
              onChange={(v) => promise({ completeness: v / 1000 })}
            />
            <Slide
              tone="processing"
              label={t.promise.wait}
              says={duration(promised.wait, language, 2)}
              value={promised.wait}
              max={limits.wait}
              step={limits.wait / 200}
              onChange={(v) => promise({ wait: Math.round(v / 1e6) * 1e6 })}
            />
            {points.some((p) => p.state !== null) && (
              <Slide
                tone="state"
                label={t.promise.state}
                says={t.promise.rows(promised.state)}
                value={promised.state}
                max={limits.state}
                step={limits.state / Math.min(200, limits.state)}
                onChange={(v) => promise({ state: Math.round(v) })}
              />
            )}
            <p className={`sweep-verdict ${kept.length > 0 ? 'kept' : 'never'}`} role="status">
              {verdict}
            </p>
          </section>
          <section className="card pictured" aria-labelledby="frontier">
            <h2 id="frontier">{t.frontier}</h2>
            <div className="sweep-picture" ref={frontierBox}>
              {frontierSize && (
                <Guard of={points}>
                  <Frontier
                    size={frontierSize}
                    points={points}
                    promised={promised}
                    point={point}
                    own={own}
                    onPick={picked}
                  />
                </Guard>
              )}
            </div>
            <p className="quiet">
              {t.counts} {swept.engine === 'spark' && t.batchTime}
            </p>
          </section>
          <section className="card pictured" aria-labelledby="curves">
            <h2 id="curves">{t.curves(name)}</h2>
            <div className="sweep-picture" ref={curvesBox}>
              {curvesSize && (
                <Guard of={points}>
                  <Curves
                    size={curvesSize}
                    points={points}
                    values={values}
                    promised={promised}
                    point={point}
                    setting={name}
                    onPick={picked}
                  />
                </Guard>
              )}
            </div>
          </section>
          <Guard of={points}>
            <SweepTable {...{ swept, at, own, promised }} onPick={(v) => setValue(v)} />
          </Guard>
          {pattern && KNOBS[setting].waits && (
            <Guard of={pattern}>
              <Patterns
                key={`${swept.engine} ${setting}`}
                engine={swept.engine}
                setting={setting}
                value={point.value}
                promised={promised}
                chosen={pattern}
                onChoose={onPattern}
              />
            </Guard>
          )}
        </div>
      </main>
      <footer className="transport sweep-transport">
        <span className="sweep-name">{name}</span>
        <input
          type="range"
          min={0}
          max={points.length - 1}
          step={1}
          value={at}
          aria-label={t.value(name)}
          aria-valuetext={words}
          onChange={(e) => setValue((points[Number(e.target.value)] as SweepPoint).value)}
        />
        <output className="mono">{said}</output>
        <button type="button" className="btn solid" disabled={point.faults.length > 0} onClick={use}>
          {t.use(said)}
        </button>
      </footer>
    </>
  );
}

function nearest(points: readonly SweepPoint[], value: number): number {
  let best = 0;
  points.forEach((p, i) => {
    if (Math.abs(p.value - value) < Math.abs((points[best] as SweepPoint).value - value)) best = i;
  });
  return best;
}

function Nothing() {
  const { sweep: t } = useTexts();
  return (
    <>
      <main className="stage sweep" id="content" tabIndex={-1}>
        <h1>{t.none.title}</h1>
        <p>{t.none.says}</p>
        <div className="ways">
          <Link href="/open" className="btn solid">
            {t.none.other}
          </Link>
        </div>
      </main>
      <footer className="transport" />
    </>
  );
}
