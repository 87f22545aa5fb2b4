/** The guide beside a lesson: it opens with the step's answers. */
import { useEffect } from 'react';
import type { Answers } from '../../lessons/decide/verdict';
import { DecideStage } from './DecidePage';
import { UseChoice } from './UseChoice';
import { useDecide } from './useDecide';

export function LessonGuide({ answers }: { readonly answers: Answers }) {
  useEffect(() => useDecide.getState().lend(answers), [answers]);
  return (
    <DecideStage within>
      <UseChoice />
    </DecideStage>
  );
}
