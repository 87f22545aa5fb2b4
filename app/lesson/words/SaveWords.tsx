/** Gives the learner what they wrote in a lesson as a file, with the questions. */
import { duration } from '../../../i18n/format';
import type { Lesson } from '../../../lessons/schema';
import type { LessonWords } from '../../../lessons/text';
import { saveFile } from '../../import/download';
import { useLanguage, useTexts } from '../../language/language';
import { useLearner } from '../../stores/learner';
import { NOT_BEGUN } from '../../stores/progress';
import { plainWords } from '../Prose';
import { ageOf, nameOf } from './WordsPart';

export function SaveWords({ lesson, text }: { readonly lesson: Lesson; readonly text: LessonWords }) {
  const { ownWords: say } = useTexts();
  const language = useLanguage();
  const { slug, title } = lesson.card;
  const words = (useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN).words;
  const parts = lesson.steps.flatMap((step) =>
    (step.words ?? []).flatMap((field) => {
      const written = words[nameOf(step.id, field.id)]?.trim();
      if (!written) return [];
      const age =
        field.age === undefined ? '' : `\n\n${say.age}: ${duration(ageOf(step.id, field, words), language, 2)}`;
      const label = plainWords(text.steps[step.id]?.words[field.id] ?? []);
      return [`## ${plainWords(text.steps[step.id]?.title ?? [])}\n\n${label}\n\n${written}${age}\n`];
    }),
  );
  if (parts.length === 0) return <p className="quiet">{say.nothing}</p>;
  return (
    <button
      type="button"
      className="btn"
      onClick={() => saveFile(say.file, [`# ${say.heading(title[language])}\n`, ...parts].join('\n'), 'text/markdown')}
    >
      {say.save}
    </button>
  );
}
