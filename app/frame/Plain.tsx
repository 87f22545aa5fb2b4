import type { ReactNode } from 'react';
import { LanguageSelect, ThemeChoice } from '../language/Choices';
import { Logo } from './Logo';
import { SkipLink } from './SkipLink';
import './frame.css';

/** A page of reading width under the bar: unknown address, failure, opening own data. */
export function Plain({ children }: { children: ReactNode }) {
  return (
    <div className="plain">
      <header className="bar">
        <SkipLink />
        <Logo />
        <span className="space" />
        <LanguageSelect />
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
