/** `#/compare`: the scenario on the stage, on every engine or with two values of one setting. */
import { useEffect } from 'react';
import { Frame } from '../frame/Frame';
import { useTexts } from '../language/language';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { BackToStage } from './BackToStage';
import { CompareStage } from './CompareStage';
import { openSample } from './sample';

export default function ComparePage() {
  const t = useTexts().compare.screen;
  useEffect(() => {
    if (!useRun.getState().scenario) void openSample();
  }, []);
  useTitle(t.title);
  return (
    <Frame title={t.title} place={t.place} actions={<BackToStage />}>
      <CompareStage settings />
    </Frame>
  );
}
