/**
 * What opens from a setting's button: the popover and what turns the setting in it. Loaded when a hand comes near such a
 * button (`Knob.tsx`), since the popover and its slider weigh more than the rest of the stage.
 */
import { Popover } from '@base-ui/react/popover';
import { Slider } from '@base-ui/react/slider';
import { type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import type { Texts } from '../../i18n';
import { duration } from '../../i18n/format';
import { announce } from '../announce';
import { useLanguage, useTexts } from '../language/language';
import { goRound } from './goRound';
import { ladder, rungOf } from './ladder';
import { timeText } from './timeText';
import { typedDuration, typedTimeOfDay } from './typed';

interface SettingProps {
  readonly name: string;
  readonly hint: (settings: Texts['stage']['settings']) => string;
  /** The engine's verdict on the settings as they are; shown where the hand is. */
  readonly verdict: string | null;
  /** The button that it belongs to: it opens beside it and gives the focus back to it. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Setting({ name, hint, verdict, button, open, onClose, children }: SettingProps) {
  const { stage } = useTexts();
  return (
    <Popover.Root
      open={open}
      onOpenChange={(_, { reason, event }) => {
        // A press on the button is the button's own affair: it closes what it has opened.
        if (reason === 'outside-press' && button.current?.contains(event.target as Node)) return;
        onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={button}
          className="floating"
          side="bottom"
          align="end"
          sideOffset={8}
          collisionPadding={10}
        >
          <Popover.Popup className="setting" finalFocus={button} onKeyDown={goRound}>
            <Popover.Title className="setting-name">{name}</Popover.Title>
            <Popover.Description className="setting-hint">{hint(stage.settings)}</Popover.Description>
            {children}
            {verdict !== null && (
              <p className="verdict" role="alert">
                {verdict}
              </p>
            )}
            <Popover.Close className="btn">{stage.settings.close}</Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface LengthProps {
  readonly name: string;
  /** Microseconds. */
  readonly value: number;
  /** How long the rows of the scenario span, microseconds: what steps make sense follows from it. */
  readonly span: number;
  readonly zero: 'allowed' | 'refused';
  /** Says zero in words where it means more than none. */
  readonly zeroSays?: string;
  /** Told while the hand moves; one gesture is one step of undo. */
  readonly onChange: (value: number, gesture: string) => void;
}

/** A length of time: a slider over the steps that mean something, and a field for any other. */
export function Length({ name, value, span, zero, zeroSays, onChange }: LengthProps) {
  const language = useLanguage();
  const { stage } = useTexts();
  // The steps stay as they were when the popover opened: under a hand that turns, nothing may shift.
  const [rungs] = useState(() => ladder(span, zero === 'allowed', [value]));
  const gesture = useRef(0);
  const text = (length: number) => (length === 0 && zeroSays !== undefined ? zeroSays : duration(length, language));
  const place = rungOf(rungs, value);
  return (
    <>
      <Slider.Root
        className="slider"
        value={place}
        min={0}
        max={rungs.length - 1}
        step={1}
        largeStep={3}
        onValueChange={(next) => onChange(rungs[next as number] as number, `${name} ${gesture.current}`)}
        onValueCommitted={() => {
          gesture.current++;
        }}
      >
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-indicator" />
            <Slider.Thumb className="slider-thumb" aria-label={name} getAriaValueText={(_, __) => text(value)} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <div className="slider-ends mono" aria-hidden="true">
        <span>{text(rungs[0] as number)}</span>
        <span>{text(rungs.at(-1) as number)}</span>
      </div>
      <Typed
        label={stage.settings.typed}
        example={stage.settings.examples}
        shown={duration(value, language)}
        read={typedDuration}
        fault={stage.settings.notDuration}
        onTyped={(length) => onChange(length, `${name} typed ${gesture.current++}`)}
      />
    </>
  );
}

/** A time of day, typed. */
export function TimeOfDay({
  name,
  value,
  onChange,
}: {
  name: string;
  value: number;
  onChange: (value: number, gesture: string) => void;
}) {
  const { stage } = useTexts();
  const gesture = useRef(0);
  return (
    <Typed
      label={name}
      example={stage.settings.exampleTime}
      shown={timeText(value)}
      read={typedTimeOfDay}
      fault={stage.settings.notTime}
      onTyped={(at) => onChange(at, `${name} ${gesture.current++}`)}
    />
  );
}

interface TypedProps {
  readonly label: string;
  readonly example: string;
  /** The value as it is, written as it can be typed. */
  readonly shown: string;
  readonly read: (text: string) => number | null;
  readonly fault: (text: string) => string;
  readonly onTyped: (value: number) => void;
}

/** A field that takes what it can read when Enter is pressed or it is left, and says what it cannot. */
function Typed({ label, example, shown, read, fault, onTyped }: TypedProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const wrong = draft !== null && draft.trim() !== '' && read(draft) === null;
  const take = () => {
    if (draft === null) return;
    const value = draft.trim() === '' ? null : read(draft);
    if (value !== null && draft !== shown) onTyped(value);
    if (value !== null || draft.trim() === '') setDraft(null);
  };
  return (
    <div className="typed">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? shown}
        aria-invalid={wrong}
        aria-describedby={`${id}-says`}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          take();
          // Seen while one types, but said only to who has finished: half a length is none yet.
          if (wrong) announce(fault(draft));
        }}
      />
      <span id={`${id}-says`} className={wrong ? 'says wrong' : 'says'}>
        {wrong ? fault(draft) : example}
      </span>
    </div>
  );
}

/** One of a few, each with what it does. */
export function Choice<T extends string>({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly name: string;
    /** As it is, or in words that come with the popover. */
    readonly says: string | ((settings: Texts['stage']['settings']) => string);
  }[];
  readonly onChange: (value: T) => void;
}) {
  const { settings } = useTexts().stage;
  const group = useId();
  return (
    <fieldset className="choice">
      <legend className="heard">{name}</legend>
      {options.map((o) => (
        <label key={o.value}>
          <input
            type="radio"
            name={group}
            value={o.value}
            checked={o.value === value}
            onChange={() => onChange(o.value)}
          />
          <b>{o.name}</b>
          <span>{typeof o.says === 'string' ? o.says : o.says(settings)}</span>
        </label>
      ))}
    </fieldset>
  );
}
