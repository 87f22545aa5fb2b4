import { Link } from 'wouter';
import { useTexts } from '../language/language';
import { stageAddress } from './place';

/** From a screen that compares runs to the stage from which one came. */
export function BackToStage() {
  const { compare } = useTexts();
  return (
    <Link href={stageAddress()} className="btn">
      {compare.screen.toStage}
    </Link>
  );
}
