/**
 * The answer to "why?": what is asked about, the question, and its causes in order, each with the moment to go to and,
 * where it has a cause itself, the next question. The same numbers stand on the picture.
 */
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { TraceReader } from '../../../engine/trace/reader';
import { stretches } from '../../../i18n/emphasis';
import { announce } from '../../announce';
import { RowDeeds } from '../../controls/rows/RowDeeds';
import { ALL_KEYS } from '../../keys/allKeys';
import { actionOf } from '../../keys/keys';
import { currentTexts, useTexts } from '../../language/language';
import { useFocus } from '../../stores/focus';
import { usePlayback } from '../../stores/playback';
import type { Labels } from '../../trace/labels';
import { TakenByList } from '../takenBy/TakenByList';
import type { Answer, AnswerStep } from './answer';
import { Mark } from './Mark';
import { standsAt } from './useAnswer';
import { WhatIf } from './WhatIf';
import './inspector.css';

interface InspectorProps {
  readonly answer: Answer;
  readonly reader: TraceReader;
  readonly labels: Labels;
  /** Nothing hangs on an open prediction or a task: what would have changed it may be told. */
  readonly tellsWhatIf: boolean;
  /** As in `RowDeeds`. */
  readonly keepsRows: boolean;
  /** Null: rows are left as they are. */
  readonly onChangeRow: ((row: number) => void) | null;
}

export function Inspector({ answer, reader, labels, tellsWhatIf, keepsRows, onChangeRow }: InspectorProps) {
  const { explain: say } = useTexts();
  const { subject, who, look, question, steps } = answer;
  const trail = useFocus((s) => s.trail);
  const root = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusHereAndBack(subject, root, heading);
  useEscape();

  const causes = steps.length;
  useEffect(() => {
    const { explain } = currentTexts();
    // Who has asked stands on the question by now, and has read it.
    const read = document.activeElement === heading.current;
    if (question === null) return read ? undefined : announce(explain.withheld.title);
    announce(read ? `${explain.chain(causes)}.` : explain.opened(question, causes));
  }, [question, causes]);

  const close = (): void => useFocus.getState().ask(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move among the buttons inside
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: as above
    <div className="why-panel" ref={root} onKeyDown={(event) => onKey(event, steps)}>
      <div className="who">
        {trail.length > 0 && (
          <button type="button" className="why-button" aria-label={say.back} title={say.back} onClick={goBack}>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <path
                d="M10 3L5 8l5 5"
                className="f-none s-ink"
                strokeWidth="2"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
          </button>
        )}
        <Mark look={look} />
        <span className="who-text">{who}</span>
        <span className="key" aria-hidden="true">
          W
        </span>
        <button type="button" className="why-button" aria-label={say.close} title={say.close} onClick={close}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3.500 3.500l9 9m0-9l-9 9" className="f-none s-ink" strokeWidth="1.800" strokeLinecap="round" />
          </svg>
        </button>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {question ?? say.withheld.title}
      </h1>
      {question === null ? (
        <div className="why-waits">
          <p>{say.withheld.text}</p>
          <button type="button" className="btn" onClick={close}>
            {say.withheld.back}
          </button>
        </div>
      ) : (
        <>
          <p className="heard">{say.keys}</p>
          {subject.kind === 'row' && onChangeRow && (
            <RowDeeds row={subject.row} keepsRows={keepsRows} onChange={onChangeRow} onDeleted={close} />
          )}
          <ol className="chain" aria-label={say.chain(causes)}>
            {steps.map((step) => (
              <Step key={step.place} step={step} labels={labels} />
            ))}
          </ol>
          <Return />
          {tellsWhatIf && (
            <WhatIf
              reader={reader}
              subject={subject}
              labels={labels}
              onTried={() => heading.current?.focus({ preventScroll: true })}
            />
          )}
          {tellsWhatIf && subject.kind === 'row' && <TakenByList reader={reader} row={subject.row} labels={labels} />}
        </>
      )}
    </div>
  );
}

function goBack(): void {
  useFocus.getState().back();
}

function Step({ step, labels }: { step: AnswerStep; labels: Labels }) {
  const says = useId();
  const { explain: say } = useTexts();
  const { askOn, walk, hover } = useFocus.getState();
  const { title, text, time, go, about, aboutAt, sign, tone } = step;
  const here = usePlayback((at) => standsAt(go, at));
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: what a cause is about is lit, as under any mark of it
    <li
      className={here ? 'here' : undefined}
      onPointerEnter={about ? (e) => e.pointerType !== 'touch' && hover(about) : undefined}
      onPointerLeave={about ? () => hover(null) : undefined}
      onFocus={about ? () => hover(about) : undefined}
      onBlur={about ? () => hover(null) : undefined}
    >
      <span className={`num ${tone}`} aria-hidden="true">
        {sign}
      </span>
      <h2>
        {about ? (
          <button
            type="button"
            className="ask-on"
            aria-label={say.ask(title)}
            aria-describedby={says}
            onClick={() => askOn(about, aboutAt)}
          >
            {title}
            <svg width="9" height="12" viewBox="0 0 9 12" aria-hidden="true">
              <path
                d="M2 2l4 4-4 4"
                className="f-none"
                stroke="currentColor"
                strokeWidth="1.800"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
          </button>
        ) : (
          title
        )}
      </h2>
      {go && (
        <button
          type="button"
          className="jump-to"
          data-jump
          // Arrows go from one of these to the next: each says what it is a cause of, not its time alone.
          aria-label={time === null ? say.goToMomentOf(title) : `${title}. ${say.goTo(time)}`}
          aria-describedby={says}
          aria-current={here ? 'true' : undefined}
          onClick={() => {
            walk(go);
            announce(say.stands(labels.instant(usePlayback.getState().now)));
          }}
        >
          <span>{time ?? say.goToMoment}</span>
        </button>
      )}
      <p id={says}>{stretches(text).map((s) => (s.strong ? <b key={s.from}>{s.text}</b> : s.text))}</p>
    </li>
  );
}

/** After walking the causes: back to where the question was asked. */
function Return() {
  const { explain: say } = useTexts();
  const asOf = useFocus((s) => s.asOf);
  const away = usePlayback((s) => s.cursor !== asOf);
  if (!away) return null;
  return (
    <button type="button" className="btn return" onClick={() => useFocus.getState().walk({ cursor: asOf })}>
      {say.returnTo}
    </button>
  );
}

/** Up and down walk the causes (Enter on one goes there), W asks about the one in focus. */
function onKey(event: KeyboardEvent<HTMLElement>, steps: readonly AnswerStep[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as Element;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.chain > li, .what-if li')];
  const at = items.findIndex((item) => item.contains(target));
  const action = actionOf(ALL_KEYS.why, event);
  const by = action === 'down' ? 1 : action === 'up' ? -1 : 0;
  if (by !== 0) {
    event.preventDefault();
    const control = (item: HTMLElement | undefined) =>
      item?.querySelector<HTMLElement>('[data-jump]') ?? item?.querySelector<HTMLElement>('button');
    let next = at < 0 && by < 0 ? items.length : at;
    for (next += by; next >= 0 && next < items.length; next += by) {
      const to = control(items[next]);
      if (!to) continue;
      to.focus();
      items[next]?.scrollIntoView({ block: 'nearest' });
      return;
    }
    return;
  }
  if (action !== 'ask') return;
  const step = steps[at];
  if (!step?.about) return;
  event.preventDefault();
  useFocus.getState().askOn(step.about, step.aboutAt);
}

/** What has its own use for Escape. */
const TAKES_ESCAPE = 'dialog[open], [role="dialog"], [role="menu"], [popover]:popover-open:not(.bar-menu)';

function useEscape(): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (actionOf(ALL_KEYS.why, event) !== 'close' || event.defaultPrevented || document.querySelector(TAKES_ESCAPE))
        return;
      event.preventDefault();
      useFocus.getState().ask(null);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** A question takes the focus to its heading; closing it gives it back to what it was asked from. */
function useFocusHereAndBack(
  subject: Answer['subject'],
  root: React.RefObject<HTMLElement | null>,
  heading: React.RefObject<HTMLElement | null>,
): void {
  const origin = useRef<Element | null>(null);
  // By what it asks about: after an edit the same question is answered anew, and whoever edits keeps the focus.
  const asked = JSON.stringify(subject);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each subject is a new question
  useEffect(() => {
    const from = document.activeElement;
    if (from && from !== document.body && !root.current?.contains(from)) origin.current = from;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.inspector')?.scrollTo({ top: 0 });
  }, [asked]);
  useEffect(
    () => () => {
      // Who has gone elsewhere meanwhile stays there.
      if (document.activeElement && document.activeElement !== document.body) return;
      const to = origin.current;
      if (to instanceof HTMLElement || to instanceof SVGElement) to.focus({ preventScroll: true });
      if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true });
    },
    [],
  );
}
