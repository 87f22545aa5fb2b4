import { Logo } from '../frame/Logo';
import { LanguageChoice, ThemeChoice } from '../language/Choices';
import { useTexts } from '../language/language';
import { useTitle } from '../title';
import '../frame/frame.css';
import './home.css';

export function HomePage() {
  const { app, home } = useTexts();
  useTitle(null);
  return (
    <div className="home">
      <header className="bar">
        <Logo />
        <span className="space" />
        <ThemeChoice />
        <LanguageChoice />
      </header>
      <main>
        <p>{app.course}</p>
        <h1>{home.title}</h1>
      </main>
    </div>
  );
}
