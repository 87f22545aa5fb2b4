import type { Subject } from '../../../engine/explain/subject';
import { waterOf } from '../../../engine/trace/steps';
import { NONE, timerOf } from '../../../engine/trace/trace';
import { clockDuration, duration } from '../../../i18n/format';
import { useTexts } from '../../language/language';
import { capital, stepName } from '../../trace/steps';
import { Ask, Ledger, Panel, type PanelProps } from '../panel/Panel';
import { Row } from './Batch';
import { type Deed, deedsOf } from './deeds';
import type { BatchLayout } from './layout';

interface Props extends PanelProps {
  /** Moves the stage to a place in the run. */
  readonly onGo: (cursor: number) => void;
  /** Null before the first step. */
  readonly layout: BatchLayout | null;
}

/** Deeds listed at once: one watermark may let hundreds of windows out. */
const MOST = 40;

/** The row (or the tick of a timer) that an engine works off now or worked off last, and all that it did, in order. */
export function Record({ reader, moment, withheld, labels, asking, onGo, layout }: Props) {
  const { stage } = useTexts();
  const t = stage.record;
  const { trace, scenario } = reader;
  const { batches, records } = trace;
  if (!layout || !records)
    return (
      <Panel id="batch" title={t.title}>
        <p>{batches.count === 0 ? t.noneEver : t.none(labels.instant(batches.startedAt[0] as number))}</p>
      </Panel>
    );
  const step = layout.batch;
  const timer = timerOf(trace, step);
  const tick = timer !== null;
  const deeds = deedsOf(reader, moment, withheld, step);
  const name = capital(stepName(reader, step, labels, stage.step));
  const again = layout.again ? `, ${t.again}` : '';
  return (
    <Panel
      id="batch"
      title={tick ? t.tick : `${name}${again}`}
      aside={
        <Ask subject={{ kind: 'batch', batch: step }} asking={asking} label={stage.why(name)}>
          {labels.instant(layout.startedAt)}
        </Ask>
      }
      foot={<Clock {...{ reader, moment, withheld, labels, asking, layout }} />}
    >
      {layout.cut && <p className="cut">{t.cut}</p>}
      {layout.rows.length > 0 ? (
        <Ledger
          caption={stage.batch.caption}
          head={
            <>
              {layout.hasEventTime && <th scope="col">{stage.batch.eventTime}</th>}
              {layout.columns.map((c) => (
                <th scope="col" key={c.name} className={c.type === 'long' || c.type === 'double' ? 'n' : undefined}>
                  {c.name}
                </th>
              ))}
              <th scope="col">{stage.batch.verdict}</th>
            </>
          }
        >
          {layout.rows.map((row, i) => (
            <Row
              key={row.row}
              reader={reader}
              row={row}
              above={layout.rows[i - 1]}
              layout={{ ...layout, showsArrival: false }}
              labels={labels}
              asking={asking}
              first={i === 0}
            />
          ))}
        </Ledger>
      ) : (
        tick && (
          <p>
            {timer === 'function'
              ? t.ofFunction[trace.engine === 'flink' ? 'flink' : 'kafkaStreams']
              : scenario.engines.flink.watermarkInterval === 0
                ? t.afterEach
                : t.every(duration(scenario.engines.flink.watermarkInterval, labels.language))}
          </p>
        )
      )}
      {deeds.length === 0 ? (
        layout.done && layout.rows.length === 0 && <p>{t.nothing}</p>
      ) : (
        <ol className="deeds" aria-label={t.deeds}>
          {deeds.slice(0, MOST).map((deed) => {
            const says = textOf(deed);
            return (
              <li key={deed.cursor} className={TONE[deed.kind]}>
                <button
                  type="button"
                  aria-label={t.goTo(says)}
                  aria-current={deed.cursor === moment.cursor ? 'step' : undefined}
                  onClick={() => onGo(deed.cursor)}
                >
                  {says}
                </button>
              </li>
            );
          })}
          {deeds.length > MOST && <li className="more">{t.more(deeds.length - MOST)}</li>}
        </ol>
      )}
    </Panel>
  );

  function textOf(deed: Deed): string {
    switch (deed.kind) {
      case 'late':
        return t.late(groupOf(deed.group), deed.by === null ? '–' : clockDuration(deed.by));
      case 'puts':
        return t.puts(groupOf(deed.group), valuesOf(deed.values, trace.operator?.versions.specs ?? []));
      case 'frees':
        return (deed.merged ? t.merges : t.frees)(groupOf(deed.group));
      case 'takesBack':
        return t.takesBack(groupOf(deed.group));
      case 'gives': {
        const { specs } = trace.output.table;
        if (deed.group === null) return t.givesRow(valuesOf(deed.values, specs));
        const known = new Set(trace.operator?.groups.specs.map((s) => s.name) ?? []);
        const own = specs.map((s, i) => ({ s, i })).filter(({ s }) => !known.has(s.name));
        return t.gives(
          groupOf(deed.group),
          valuesOf(
            own.map(({ i }) => deed.values[i] ?? null),
            own.map(({ s }) => s),
          ),
        );
      }
      case 'rises':
        return (trace.engine === 'kafkaStreams' ? t.rises.kafkaStreams : t.rises.flink)(labels.instant(deed.to));
      case 'fires':
        return t.fires(groupOf(deed.group));
      case 'fails':
        return t.fails;
    }
  }

  function groupOf(group: number): string {
    return labels.group(group) ?? stage.state.whole;
  }

  /** One value as it is; of several each by its name. */
  function valuesOf(
    values: readonly Parameters<typeof labels.value>[0][],
    specs: readonly { readonly name: string; readonly type: Parameters<typeof labels.value>[1] }[],
  ): string {
    const said = values.map((v, i) => labels.value(v, specs[i]?.type ?? 'string'));
    return said.length === 1 ? (said[0] as string) : said.map((v, i) => `${specs[i]?.name ?? ''} ${v}`).join(', ');
  }
}

const TONE: { readonly [K in Deed['kind']]: string } = {
  late: 'late',
  puts: 'state',
  frees: 'quiet',
  gives: 'final',
  takesBack: 'late',
  rises: 'water',
  fires: 'water',
  fails: 'late',
};

/** Which water it met, and where the clock stands now. */
function Clock({ reader, moment, withheld, labels, asking, layout }: Omit<Props, 'onGo'> & { layout: BatchLayout }) {
  const { stage } = useTexts();
  const t = stage.record;
  const { trace, scenario } = reader;
  const engine = trace.engine === 'kafkaStreams' ? 'kafkaStreams' : 'flink';
  if (withheld.watermark || Number.isNaN(trace.batches.nextWatermark[layout.batch])) return null;
  const water = waterOf(trace, moment);
  const newest = trace.batches.watermarkRow[layout.batch] as number;
  const subject: Subject = { kind: 'watermark' };
  const step = scenario.query.steps.find((s) => s.kind === 'watermark');
  const delay = step?.kind === 'watermark' ? step.delay : 0;
  const { grace } = scenario.engines.kafkaStreams;
  return (
    <Ask subject={subject} asking={asking} label={stage.why(stage.batch.next)} className="arithmetic">
      {water > 0 ? <b className="t watermark">{t.met(engine, labels.instant(water))}</b> : t.metNone[engine]}
      {water > 0 && newest !== NONE && (
        <>
          {' '}
          ={' '}
          {t.arithmetic[engine](
            labels.instant(reader.eventTime(newest)),
            duration(engine === 'flink' ? delay : (grace ?? delay), labels.language),
          )}
        </>
      )}
    </Ask>
  );
}
