/** The engines, side by side where the head has room for them and the settings, else behind the name of the one that runs. */

import { type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import { ENGINES } from '../../engine/engines/names';
import type { EngineName } from '../../engine/scenario/scenario';
import { Chevron } from '../controls/Chevron';
import { useTexts } from '../language/language';

interface Props {
  readonly engine: EngineName;
  readonly onChoose: (engine: EngineName) => void;
  /** The way to where engines are compared, after their names. */
  readonly children?: ReactNode;
}

export function EngineChoice({ engine, onChoose, children }: Props) {
  const { stage } = useTexts();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  /** Under its button; not every browser can be told so in a style sheet. */
  function place(event: ToggleEvent<HTMLDivElement>): void {
    const at = button.current?.getBoundingClientRect();
    if (!at || event.newState !== 'open') return;
    event.currentTarget.style.left = `${Math.max(6, at.left)}px`;
    event.currentTarget.style.top = `${at.bottom + 6}px`;
  }

  return (
    <div className="engine-choice">
      <button ref={button} type="button" className="btn engine-menu" popoverTarget={id}>
        <span className="heard">{stage.engines}: </span>
        <b className={engine === 'spark' ? 'by-brand' : undefined}>
          {stage.engine[engine as keyof typeof stage.engine] ?? engine}
        </b>
        <Chevron />
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        ref={list}
        className="tabs"
        id={id}
        popover="auto"
        role="group"
        aria-label={stage.engines}
        onBeforeToggle={place}
      >
        {ENGINES.map((name) => (
          <button
            key={name}
            type="button"
            className="tab"
            aria-pressed={engine === name}
            onClick={() => {
              if (list.current?.matches(':popover-open')) list.current.hidePopover();
              onChoose(name);
            }}
          >
            {stage.engine[name]}
          </button>
        ))}
        {children}
      </div>
    </div>
  );
}
