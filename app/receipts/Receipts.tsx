/**
 * The receipts of a shape: what the real engine printed, and what Arus prints, computed here and now. Where the shape has
 * none, those that come nearest, with what they differ in.
 */
import list from 'virtual:receipts/list';
import { useCallback, useMemo, useState } from 'react';
import { knownDifferences } from '../../engine/conformance/knownDifferences';
import { differences, distance } from '../../engine/conformance/likeness';
import { FACETS, type Facet, type Shape } from '../../engine/conformance/shape';
import type { EngineName, Query } from '../../engine/scenario/scenario';
import { Dialog } from '../frame/Dialog';
import { useLanguage, useTexts } from '../language/language';
import { Link } from '../router';
import { useLoaded } from '../useLoaded';
import { Sign, standingOf } from './Badge';
import type { Coverage } from './coverage';
import { caseFile, printedBy } from './files';

/** So many of the nearest are worth a look. */
const NEAREST = 3;

function shapeFrom(words: readonly string[]): Shape {
  return Object.fromEntries(FACETS.map((facet, i) => [facet, words[i]])) as Shape;
}

interface Props {
  readonly coverage: Coverage;
  readonly query: Query;
  readonly engine: EngineName;
  readonly onClose: () => void;
}

export default function Receipts({ coverage, query, engine, onClose }: Props) {
  const { receipts: t } = useTexts();
  const name = coverage.engine ?? '';
  const standing = standingOf(coverage);
  const known = list.find((e) => e.engine === engine);
  const cases = known?.list ?? [];
  const shown = useMemo(
    () =>
      (known?.shapes ?? [])
        .map(shapeFrom)
        .map((shape, place) => ({ place, shape, distance: distance(shape, coverage.shape) }))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, coverage.receipts > 0 ? 1 : NEAREST),
    [known, coverage],
  );
  return (
    <Dialog
      className="receipts"
      title={
        <>
          <Sign standing={standing} />
          {t.title[standing](name, coverage.receipts)}
        </>
      }
      close={t.close}
      onClose={onClose}
    >
      <p>{t.about[standing](name)}</p>
      {knownDifferences(query, engine, coverage.shape).map((known) => (
        <p key={known}>{t.simplified[known]}</p>
      ))}
      <ShapeList shape={coverage.shape} label={t.shape} />
      {shown.map(({ place, shape, distance }) => (
        <section key={place}>
          {distance > 0 && (
            <>
              <h3>{t.nearest}</h3>
              <ShapeList shape={shape} label={t.differs} only={differences(shape, coverage.shape)} />
            </>
          )}
          <ul className="list">
            {cases
              .filter(([, , , of]) => of === place)
              .map(([file, en, id]) => (
                <Receipt key={file} name={file} rule={{ en, id }} engine={engine} real={name} />
              ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

function ShapeList({ shape, label, only = FACETS }: { shape: Shape; label: string; only?: readonly Facet[] }) {
  const { receipts: t } = useTexts();
  return (
    <dl className="shape" aria-label={label}>
      {only
        .filter((facet) => shape[facet] !== '')
        .map((facet) => (
          <div key={facet}>
            <dt>{t.facets[facet]}</dt>
            <dd lang="en" className="mono">
              {shape[facet]}
            </dd>
          </div>
        ))}
    </dl>
  );
}

interface ReceiptProps {
  readonly name: string;
  readonly rule: { readonly en: string; readonly id: string };
  readonly engine: EngineName;
  readonly real: string;
}

function Receipt({ name, rule, engine, real }: ReceiptProps) {
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary>{rule[language]}</summary>
        {open && <Printed name={name} engine={engine} real={real} />}
      </details>
    </li>
  );
}

/** What both print, and whether it is the same. Arus's lines are not stored: the case is run. */
async function compare(name: string, engine: EngineName) {
  const [{ printed }, { difference, readLines }, file, real] = await Promise.all([
    import('../../engine/conformance/answer'),
    import('../../engine/conformance/lines'),
    caseFile(name),
    printedBy(engine, name),
  ]);
  const said = printed(file ?? '', engine as Parameters<typeof printed>[1]);
  const arus = 'lines' in said ? said.lines : [JSON.stringify({ refused: said.refused })];
  return { real, arus, differs: difference(readLines(real.join('\n')), readLines(arus.join('\n'))) };
}

function Printed({ name, engine, real }: Pick<ReceiptProps, 'name' | 'engine' | 'real'>) {
  const { receipts: t } = useTexts();
  const lines = useLoaded(useCallback(() => compare(name, engine), [name, engine]));
  if (!lines)
    return (
      <p role="status" aria-busy="true">
        {t.running}
      </p>
    );
  return (
    <>
      <p className={lines.differs === null ? 'agrees' : 'disagrees'}>
        {lines.differs === null ? t.same : t.different(lines.differs)}
      </p>
      <div className="printed">
        {(
          [
            [t.printed(real), lines.real],
            [t.prints, lines.arus],
          ] as const
        ).map(([title, printed]) => (
          <figure key={title}>
            <figcaption>{title}</figcaption>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable */}
            <section tabIndex={0} aria-label={title}>
              {printed.length === 0 && <pre>{t.nothing}</pre>}
              {printed.map((line) => (
                <pre key={line}>{line}</pre>
              ))}
            </section>
          </figure>
        ))}
      </div>
      <Link href={`/receipt/${engine}/${name}`} className="btn">
        {t.open}
      </Link>
    </>
  );
}
