/** The same strip upright, a batch a line, where it stands in the answer to the question. */
import type { TraceReader } from '../../../engine/trace/reader';
import { useTexts } from '../../language/language';
import { useFocus } from '../../stores/focus';
import type { Labels } from '../../trace/labels';
import { BatchButton, Foot, Verdict } from './cells';
import { useBeside } from './TakenByCard';
import { useTakenBy } from './useTakenBy';
import './takenBy.css';

interface TakenByListProps {
  readonly reader: TraceReader;
  readonly row: number;
  readonly asOf: number;
  readonly labels: Labels;
}

export function TakenByList(props: Omit<TakenByListProps, 'asOf'>) {
  const asOf = useFocus((s) => s.asOf);
  return useBeside() ? null : <List {...props} asOf={asOf} />;
}

export function List({ reader, row, asOf, labels }: TakenByListProps) {
  const { takenBy: say } = useTexts();
  const strip = useTakenBy(reader, row, asOf, labels);
  if (!strip) return null;
  const { batches, windows, search } = strip;
  return (
    <section className="taken-by upright" aria-label={say.title}>
      <h2>{say.title}</h2>
      <div className="taken-table">
        <table aria-label={say.title} aria-busy={search.kind === 'runs'}>
          <thead>
            <tr>
              <th scope="col">{say.batch}</th>
              <th scope="col">{say.water}</th>
              {windows.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{say.row}</th>
            </tr>
          </thead>
          <tbody>
            {batches.map((b) => (
              <tr key={b.batch} className={b.own ? 'own' : undefined}>
                <th scope="row">
                  <BatchButton {...b} />
                </th>
                <td className={`water ${b.water.look}`}>{b.water.text}</td>
                {windows.map((name, w) => (
                  <td key={name} className={`then ${b.windows[w]?.look}`}>
                    {b.windows[w]?.text}
                  </td>
                ))}
                <td className={`sign ${b.verdict.look}`}>
                  <Verdict sign={b.sign} cell={b.verdict} words />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Foot strip={strip} />
    </section>
  );
}
