/** `#/stage`: the scenario that a screen beside the lessons has opened, on a stage of its own. */
import { useEffect } from 'react';
import { KeepButton } from '../keep/KeepButton';
import { useTexts } from '../language/language';
import { StagePage } from '../stage/StagePage';
import { useRun } from '../stores/run';
import { openSample } from './sample';

export default function OwnStage() {
  const { compare } = useTexts();
  useEffect(() => {
    if (!useRun.getState().scenario) void openSample();
  }, []);
  return <StagePage place={compare.screen.place} actions={<KeepButton />} />;
}
