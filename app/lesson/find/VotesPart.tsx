/** What was thought of each claim before and after its moment, at the end of a lesson that votes. */
import { useId } from 'react';
import type { Lesson } from '../../../lessons/schema';
import type { LessonWords } from '../../../lessons/text';
import { useTexts } from '../../language/language';
import { useLearner } from '../../stores/learner';
import { NOT_BEGUN } from '../../stores/progress';
import { plainWords } from '../Prose';
import './find.css';

export function VotesPart({ lesson, text }: { readonly lesson: Lesson; readonly text: LessonWords }) {
  const { find: say } = useTexts();
  const { slug } = lesson.card;
  const { votes, answers } = useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN;
  const heading = useId();
  const asked = lesson.steps.filter((step) => step.vote);
  return (
    <section className="votes" aria-labelledby={heading}>
      <h2 id={heading}>{say.summary}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.claim}</th>
            <th scope="col">{say.before}</th>
            <th scope="col">{say.after}</th>
            <th scope="col">{say.moment}</th>
          </tr>
        </thead>
        <tbody>
          {asked.map(({ id }) => {
            const vote = votes[id];
            const answer = answers[id];
            return (
              <tr key={id}>
                <td>{plainWords(text.steps[id]?.title ?? [])}</td>
                <td>{vote ? say.votes[vote.before] : '–'}</td>
                <td>{vote?.after ? say.votes[vote.after] : '–'}</td>
                <td>{answer ? (answer.right ? say.momentFound : say.momentShown) : say.momentOpen}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
