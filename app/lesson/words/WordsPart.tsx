/** What a learner writes in their own words, kept while they write; of a use also how old its answers may be. */
import { useEffect, useId } from 'react';
import { duration, rupiah } from '../../../i18n/format';
import { ageAt, cheapestWay, costADay, PRICES, shareOf } from '../../../lessons/money';
import type { OwnWords, Step } from '../../../lessons/schema';
import type { StepWords } from '../../../lessons/text';
import { Slide } from '../../controls/Slide';
import { useLanguage, useTexts } from '../../language/language';
import { Link } from '../../router';
import { useLearner } from '../../stores/learner';
import { NOT_BEGUN } from '../../stores/progress';
import { plainWords } from '../Prose';
import './words.css';

/** Ages that a hand can set: whole seconds from one second on. */
const SECOND = 1e6;
const rounded = (age: number): number => {
  const unit =
    age < SECOND ? SECOND / 10 : age < 120 * SECOND ? SECOND : age < 7200 * SECOND ? 60 * SECOND : 600 * SECOND;
  return Math.max(unit, Math.round(age / unit) * unit);
};

export const nameOf = (step: string, field: string): string => `${step}.${field}`;
/** How old the answers of a use may be, as it was written; else as the lesson starts it. */
export function ageOf(step: string, field: OwnWords, words: Readonly<Record<string, string>>): number {
  const kept = Number(words[`${nameOf(step, field.id)}.age`]);
  return kept > 0 ? kept : (field.age ?? SECOND);
}

interface WordsPartProps {
  readonly slug: string;
  readonly step: Step & { readonly words: readonly OwnWords[] };
  readonly text: StepWords;
}

export function WordsPart({ slug, step, text }: WordsPartProps) {
  const { ownWords: say, worth } = useTexts();
  const language = useLanguage();
  const words = (useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN).words;
  const write = useLearner((s) => s.write);
  const heading = useId();
  const uses = step.words.filter((field) => field.age !== undefined);
  const ways = uses.map((field) => cheapestWay(ageOf(step.id, field, words), PRICES));
  const written = uses.every((field) => (words[nameOf(step.id, field.id)] ?? '').trim() !== '');
  const differ = uses.length > 1 && written && new Set(ways).size === ways.length;
  useEffect(() => {
    if (differ) useLearner.getState().doTask(slug, step.id);
  }, [differ, slug, step.id]);
  return (
    <section className="own-words" aria-labelledby={heading}>
      <h2 id={heading}>{say.title}</h2>
      {step.words.map((field) => {
        const age = ageOf(step.id, field, words);
        const said = duration(age, language, 2);
        const way = cheapestWay(age, PRICES);
        return (
          <div key={field.id}>
            <label>
              <span>{plainWords(text.words[field.id] ?? [])}</span>
              <textarea
                rows={3}
                maxLength={2000}
                placeholder={say.placeholder}
                value={words[nameOf(step.id, field.id)] ?? ''}
                onChange={(e) => write(slug, nameOf(step.id, field.id), e.target.value)}
              />
            </label>
            {field.age !== undefined && (
              <Slide
                label={say.age}
                says={said}
                value={shareOf(age)}
                max={1}
                step={0.01}
                note={say.way(worth.ways[way], rupiah(Math.round(costADay(way, age, PRICES) ?? 0), language))}
                onChange={(share) => write(slug, `${nameOf(step.id, field.id)}.age`, String(rounded(ageAt(share))))}
              />
            )}
          </div>
        );
      })}
      {uses.length > 1 && written && (
        <p className="quiet" role="status">
          {differ ? say.differ : say.same(worth.ways[ways[0] as (typeof ways)[number]])}
        </p>
      )}
      {uses.length > 0 && (
        <Link href="/decide" className="own-guide">
          {say.guide}
        </Link>
      )}
      <p className="quiet">{say.kept}</p>
    </section>
  );
}
