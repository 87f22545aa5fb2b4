import { Logo } from './Logo';
import { Waiting } from './Waiting';
import './frame.css';

/** The frame of a page whose code is on its way: the bar stands where it will stand, so that nothing jumps. */
export function Loading() {
  return (
    <div className="frame" aria-busy="true">
      <header className="bar">
        <Logo />
      </header>
      <Waiting />
    </div>
  );
}
