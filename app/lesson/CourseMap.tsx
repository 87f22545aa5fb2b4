/** The course looked back on: which predictions were right at once, which later, and which the run still contradicts. */
import { useId } from 'react';
import { Link } from 'wouter';
import { LESSONS } from '../../lessons/index';
import { useLanguage, useTexts } from '../language/language';
import { useLearner } from '../stores/learner';
import { lookedBack } from '../stores/progress';

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
                  <Link href={`/lesson/${card.slug}${open > 0 ? '/check' : ''}`}>
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
      <p>{say.map.says}</p>
    </section>
  );
}
