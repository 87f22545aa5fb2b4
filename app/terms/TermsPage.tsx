/** `#/terms`: every term that a lesson explains, by its name, with the lessons that do. */
import { useCallback } from 'react';
import type { Language } from '../../i18n/languages';
import { LESSONS } from '../../lessons/index';
import type { LessonCard } from '../../lessons/schema';
import type { Spans } from '../../lessons/text';
import { Plain } from '../frame/Plain';
import { useLanguage, useTexts } from '../language/language';
import { plainWords, Words } from '../lesson/Prose';
import { Link } from '../router';
import { useTitle } from '../title';
import { useLoaded } from '../useLoaded';
import './terms.css';

/** A term with what each lesson says of it: a word can grow with the course. */
interface Term {
  readonly name: string;
  readonly said: readonly { readonly card: LessonCard; readonly spans: Spans }[];
}

async function loadTerms(language: Language): Promise<readonly Term[]> {
  const all = await Promise.all(
    LESSONS.map(async ({ card, text }) => {
      const { lesson } = await (await text(language)).behind();
      return Object.values(lesson.terms).map((spans) => ({ card, spans }));
    }),
  );
  const terms = new Map<string, { card: LessonCard; spans: Spans }[]>();
  for (const one of all.flat()) {
    // A term's text begins with its name.
    const [lead, ...rest] = one.spans;
    const name = lead ? plainWords([lead]) : '';
    const said = terms.get(name) ?? [];
    terms.set(name, [...said, { card: one.card, spans: withoutColon(rest) }]);
  }
  const order = new Intl.Collator(language);
  return [...terms].map(([name, said]) => ({ name, said })).sort((a, b) => order.compare(a.name, b.name));
}

/** What follows `Name: `. */
function withoutColon([first, ...rest]: Spans): Spans {
  return first?.kind === 'text' ? [{ kind: 'text', text: first.text.replace(/^:\s*/, '') }, ...rest] : rest;
}

/** Terms quote no run; `lessons/prove.test.ts` holds them to it. */
const NOTHING_QUOTED = { figures: {}, timeZone: 'UTC' };

export default function TermsPage() {
  const { home, app } = useTexts();
  const language = useLanguage();
  const t = home.terms;
  const terms = useLoaded(useCallback(() => loadTerms(language), [language]));
  useTitle(t.title);
  return (
    <Plain>
      <h1>{t.title}</h1>
      <p>{t.says}</p>
      {terms ? (
        <dl className="terms-list">
          {terms.map(({ name, said }) => (
            <div key={name}>
              <dt>{name}</dt>
              {said.map(({ card, spans }) => (
                <dd key={card.slug}>
                  <Words spans={spans} quoted={NOTHING_QUOTED} />{' '}
                  <Link href={`/lesson/${card.slug}`}>{t.lesson(card.number, card.title[language])}</Link>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      ) : (
        <p role="status">{app.loading}</p>
      )}
      <div className="ways">
        <Link href="/" className="btn">
          {app.toHome}
        </Link>
      </div>
    </Plain>
  );
}
