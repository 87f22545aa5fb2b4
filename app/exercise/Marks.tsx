/** The measures of every stream: what is asked for are the rows, so that a failure is read without opening anything. */
import { useState } from 'react';
import { streamsOf } from '../../lessons/exercises/grade';
import type { Exercise, Graded, Mark, Measure } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import { useLanguage, useTexts } from '../language/language';
import { type Quoted, Words } from '../lesson/Prose';
import { figureWords, handedWords, markWords, type Saying } from './say';
import type { Grading } from './useGrading';

export interface MarksProps {
  readonly exercise: Exercise;
  readonly text: ExerciseText;
  readonly quoted: Quoted;
  readonly timeZone: string;
  readonly grading: Grading | null;
  /** The stream on the stage. */
  readonly shown: string;
  /** Whether a stream may be looked at. */
  readonly openable: (stream: string) => boolean;
  readonly onOpen: (stream: string) => void;
  /** What stands at a hidden stream that was not graded yet. */
  readonly note?: ((stream: string) => string) | undefined;
}

export function streamName(index: number, t: { yours: string; stream: (n: number) => string }): string {
  return index === 0 ? t.yours : t.stream(index);
}

function useSaying(timeZone: string): Saying {
  const texts = useTexts();
  return { texts, language: useLanguage(), timeZone };
}

export function Tick({ met }: { met: boolean | null }) {
  if (met === null)
    return (
      <svg className="tick" width="17" height="17" viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r="7.5" className="f-none s-mark3" strokeWidth="1.4" strokeDasharray="2.5 2.5" />
      </svg>
    );
  return met ? (
    <svg className="tick" width="17" height="17" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="8" className="f-final" />
      <path
        d="M5.2 9.3l2.6 2.6 5-5.6"
        className="f-none s-card"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  ) : (
    <svg className="tick" width="17" height="17" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" className="f-card s-late" strokeWidth="2.3" />
      <path d="M6.5 6.5l7 7m0-7l-7 7" className="f-none s-late" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}

/** What a stream is: said of one's own, and of a hidden one once it has failed. */
function Says({ id, index, text, quoted, graded, note }: SaysProps) {
  const { exercise: t } = useTexts();
  const told = index === 0 || graded?.passed === false;
  return (
    <small>
      {told ? (
        <Words spans={text.streams[id] ?? []} quoted={quoted} />
      ) : graded?.passed ? (
        t.passed
      ) : note ? (
        note(id)
      ) : (
        t.hidden
      )}
    </small>
  );
}
interface SaysProps {
  readonly id: string;
  readonly index: number;
  readonly text: ExerciseText;
  readonly quoted: Quoted;
  readonly graded: Graded | undefined;
  readonly note: MarksProps['note'];
}

const limitWords = ({ limit, exact }: Measure, saying: Saying): string => {
  const { limit: most, exactly } = saying.texts.exercise;
  if (!limit) return '';
  return exact ? exactly(figureWords(limit, saying)) : most(figureWords(limit, saying));
};

const gradedOf = (grading: Grading | null, stream: string): Graded | undefined =>
  grading?.graded.find((g) => g.stream === stream);

function Value({ mark, saying }: { mark: Mark | undefined; saying: Saying }) {
  const { exercise: t } = useTexts();
  return (
    <>
      <Tick met={mark ? mark.met : null} />
      {mark ? (
        <span className={mark.met ? undefined : 'unmet'}>
          {markWords(mark, saying)}
          <span className="heard">, {mark.met ? t.met : t.unmet}</span>
        </span>
      ) : (
        <span className="heard">{t.notRun}</span>
      )}
    </>
  );
}

/** Streams as columns, beside the picture. */
export function Marks(props: MarksProps) {
  const { exercise, text, quoted, grading, shown, openable, onOpen } = props;
  const { exercise: t } = useTexts();
  const saying = useSaying(props.timeZone);
  const streams = streamsOf(exercise);
  const column = (id: string): string => (id === shown ? 'o' : '');
  return (
    <table className="marks">
      <caption className="heard">{t.results}</caption>
      <thead>
        <tr>
          <td className="with">{grading && handedWords(exercise, text, grading.handed, saying)}</td>
          {streams.map(({ id }, i) => (
            <th key={id} scope="col" className={column(id)}>
              <b>{streamName(i, t)}</b>
              <Says id={id} index={i} text={text} quoted={quoted} graded={gradedOf(grading, id)} note={props.note} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {exercise.measures.map((measure) => (
          <tr key={measure.id}>
            <th scope="row">
              <b>
                <Words spans={text.columns[measure.id] ?? []} quoted={quoted} />
              </b>
              <small>{limitWords(measure, saying)}</small>
            </th>
            {streams.map(({ id }) => (
              <td key={id} className={column(id)}>
                <span>
                  <Value mark={gradedOf(grading, id)?.marks[measure.id]} saying={saying} />
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {streams.map(({ id }, i) => (
            <td key={id} className={column(id)}>
              {id === shown ? (
                <b>{t.watching}</b>
              ) : openable(id) ? (
                <button type="button" className="why" onClick={() => onOpen(id)}>
                  {i === 0 ? t.watch : t.open}
                  <span className="heard">: {streamName(i, t)}</span>
                </button>
              ) : gradedOf(grading, id)?.passed ? (
                <small>{t.stays}</small>
              ) : null}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** On a narrow screen a button a stream, and the measures of the one that is looked at. */
export function NarrowMarks(props: MarksProps) {
  const { exercise, text, quoted, grading, shown, openable, onOpen } = props;
  const { exercise: t } = useTexts();
  const saying = useSaying(props.timeZone);
  const streams = streamsOf(exercise);
  const [looked, setLooked] = useState(shown);
  const at = streams.some((s) => s.id === looked) ? looked : shown;
  const index = streams.findIndex((s) => s.id === at);
  const graded = gradedOf(grading, at);
  return (
    <section className="marks-narrow" aria-label={t.results}>
      <ul>
        {streams.map(({ id }, i) => {
          const of = gradedOf(grading, id);
          return (
            <li key={id}>
              <button type="button" aria-pressed={id === at} onClick={() => setLooked(id)}>
                <Tick met={of ? of.passed : null} />
                {i === 0 ? t.yours : i}
                <span className="heard">{of ? `, ${of.passed ? t.passed : t.failed}` : `, ${t.notRun}`}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p>
        <b>{streamName(index, t)}</b>{' '}
        <Says id={at} index={index} text={text} quoted={quoted} graded={graded} note={props.note} />
        {at === shown ? (
          <small className="now">{t.watching}</small>
        ) : openable(at) ? (
          <button type="button" className="why" onClick={() => onOpen(at)}>
            {index === 0 ? t.watch : t.open}
          </button>
        ) : null}
      </p>
      <dl>
        {exercise.measures.map((measure) => (
          <div key={measure.id}>
            <dt>
              <Words spans={text.columns[measure.id] ?? []} quoted={quoted} />
              <small> {limitWords(measure, saying)}</small>
            </dt>
            <dd>
              <Value mark={graded?.marks[measure.id]} saying={saying} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
