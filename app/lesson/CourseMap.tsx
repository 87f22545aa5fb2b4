/** The course looked back on: which predictions were right at once, which later, and which the run still contradicts: these are asked once more. */
import { useCallback, useId } from 'react';
import { LESSONS, lessonBySlug } from '../../lessons/index';
import { askAgain } from '../home/course';
import { useLanguage, useTexts } from '../language/language';
import { Link } from '../router';
import { useLearner } from '../stores/learner';
import { useLoaded } from '../useLoaded';
import { lookedBack } from './lookedBack';
import { plainWords } from './Prose';

export function CourseMap() {
  const { lessonPanel: say } = useTexts();
  const language = useLanguage();
  const lessons = useLearner((s) => s.lessons);
  const heading = useId();
  return (
    <section className="course-map" aria-labelledby={heading}>
      <h2 id={heading}>{say.map.title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.map.lesson}</th>
            <th scope="col">{say.map.atOnce}</th>
            <th scope="col">{say.map.later}</th>
            <th scope="col">{say.map.open}</th>
          </tr>
        </thead>
        <tbody>
          {LESSONS.map(({ card }) => {
            const { atOnce, later, open } = lookedBack(lessons[card.slug]);
            return (
              <tr key={card.slug}>
                <th scope="row">
                  <Link href={`/lesson/${card.slug}`}>
                    {card.number} {card.title[language]}
                  </Link>
                </th>
                <td>{atOnce}</td>
                <td>{later}</td>
                <td className={open > 0 ? 'wrong' : undefined}>{open}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <AskedOnceMore />
    </section>
  );
}

const MOST = 5;

/** What the run still contradicts, asked once more about other rows: a few questions of the whole course. */
function AskedOnceMore() {
  const { lessonPanel: say } = useTexts();
  const language = useLanguage();
  const lessons = useLearner((s) => s.lessons);
  const open = askAgain(
    LESSONS.map(({ card }) => card),
    lessons,
  ).slice(0, MOST);
  const key = open.map(({ slug, question }) => `${slug} ${question}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which questions these are
  const load = useCallback(
    () =>
      Promise.all(
        open.map(async ({ slug, question }) => {
          const text = await lessonBySlug(slug)?.text(language);
          const title = question === 'recall' ? text?.recall?.title : text?.steps[question]?.title;
          return { slug, question, title: plainWords(title ?? []) };
        }),
      ),
    [key, language],
  );
  const questions = useLoaded(load);
  if (open.length === 0) return <p>{say.map.none}</p>;
  return (
    <>
      <p>{say.map.says}</p>
      <ul>
        {questions?.map(({ slug, question, title }) => (
          <li key={`${slug} ${question}`}>
            <Link
              href={`/lesson/${slug}/${question}`}
              onClick={() => useLearner.getState().forgetAnswer(slug, question)}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
