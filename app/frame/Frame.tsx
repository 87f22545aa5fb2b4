import { type ReactNode, useId } from 'react';
import { KeysEntry } from '../keys/KeysEntry';
import { LanguageSelect, ThemeChoice } from '../language/Choices';
import { useTexts } from '../language/language';
import { Link } from '../router';
import { Logo } from './Logo';
import { SkipLink } from './SkipLink';
import './frame.css';

interface FrameProps {
  /** What the page is about, after the course's name in the bar. */
  readonly title: string;
  /** The title is the page's heading; else something in the page is. */
  readonly heading?: boolean;
  /** A word of place before the title; the course, unless the page is not part of it. */
  readonly place?: string;
  /** More controls of the bar (presenter notes), before the language. */
  readonly actions?: ReactNode;
  /** The lesson's region; without it the stage takes the whole width. */
  readonly lesson?: ReactNode;
  /**
   * The stage: elements with the classes `stage` and `transport`, which stand in those regions of the grid
   * (`app/frame/frame.css`).
   */
  readonly children: ReactNode;
}

/** The three regions of the stage: lesson (372 px), stage, transport (76 px), under the bar. */
export function Frame({ title, heading = false, place, actions, lesson, children }: FrameProps) {
  const { app } = useTexts();
  const menu = useId();
  return (
    <div className={lesson ? 'frame with-lesson' : 'frame'}>
      <header className="bar">
        <SkipLink />
        <Link href="/" className="back" aria-label={app.toHome}>
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <path
              d="M12.5 4L6.5 10l6 6"
              className="f-none s-ink"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </Link>
        <Logo />
        <div className="crumb">
          <span className="place">{place ?? app.course}</span>
          <span className="slash" aria-hidden="true">
            /
          </span>
          {heading ? <h1>{title}</h1> : <b>{title}</b>}
        </div>
        <span className="space" />
        <button type="button" className="more" popoverTarget={menu} aria-label={app.menu}>
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="4" cy="10" r="1.9" className="f-ink" />
            <circle cx="10" cy="10" r="1.9" className="f-ink" />
            <circle cx="16" cy="10" r="1.9" className="f-ink" />
          </svg>
        </button>
        <div className="bar-menu" id={menu} popover="auto">
          {actions}
          <KeysEntry />
          <LanguageSelect />
          <ThemeChoice />
        </div>
      </header>
      {lesson}
      {children}
    </div>
  );
}
