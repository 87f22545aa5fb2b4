import { useTexts } from '../language/language';
import { Logo } from './Logo';
import './frame.css';

/** The frame of a page whose code is on its way: the bar stands where it will stand, so that nothing jumps. */
export function Loading() {
  const { app } = useTexts();
  return (
    <div className="frame" aria-busy="true">
      <header className="bar">
        <Logo />
      </header>
      <p className="heard" role="status">
        {app.loading}
      </p>
    </div>
  );
}
