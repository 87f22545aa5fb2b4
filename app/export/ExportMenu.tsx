/** What the scenario on the stage can leave as: a script to download or to copy. */
import { Menu } from '@base-ui/react/menu';
import { type RefObject, useState } from 'react';
import { exportPyspark } from '../../engine/export/pyspark';
import { exportWords } from '../../i18n/exports';
import { announce } from '../announce';
import { saveFile } from '../import/download';
import { useLanguage, useTexts } from '../language/language';
import { verdictOfAll } from '../stage/verdict';
import { useRun } from '../stores/run';
import './export.css';

interface Props {
  /** The button that it belongs to. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ExportMenu({ button, open, onClose }: Props) {
  const language = useLanguage();
  const texts = useTexts();
  const { stage } = texts;
  const t = stage.export;
  const [says, setSays] = useState<string | null>(null);
  const say = (words: string) => {
    setSays(words);
    announce(words);
  };

  /** The script, or null after it has been said why there is none. */
  const script = (source: 'arrivals' | 'kafka') => {
    const { scenario, reader } = useRun.getState();
    if (!scenario) return null;
    const words = exportWords[language].pyspark;
    // The run on the stage need not be made again.
    const trace = reader?.scenario === scenario && reader.trace.engine === 'spark' ? reader.trace : undefined;
    const exported = exportPyspark(scenario, { words, language, source, trace });
    if (exported.ok) return exported.files[0] ?? null;
    say(stage.said.refused(verdictOfAll(texts, exported.faults)));
    return null;
  };
  const save = (source: 'arrivals' | 'kafka') => {
    const file = script(source);
    if (!file) return;
    saveFile(file.path, file.text, 'text/x-python');
    announce(t.saved(file.path));
    onClose();
  };
  const copy = async () => {
    const file = script('arrivals');
    if (!file) return;
    try {
      await navigator.clipboard.writeText(file.text);
      say(t.copied);
    } catch {
      say(t.notCopied);
    }
  };

  return (
    <Menu.Root
      modal={false}
      open={open}
      onOpenChange={(_, { reason, event }) => {
        // A press on the button is the button's own affair: it closes what it has opened.
        if (reason === 'outside-press' && button.current?.contains(event.target as Node)) return;
        setSays(null);
        onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={button} side="bottom" align="end" sideOffset={6} className="floating">
          <Menu.Popup className="menu" aria-label={t.label} finalFocus={button}>
            <Menu.Item className="menu-item" closeOnClick={false} onClick={() => save('arrivals')}>
              {t.download}
            </Menu.Item>
            <Menu.Item className="menu-item" closeOnClick={false} onClick={copy}>
              {t.copy}
            </Menu.Item>
            <Menu.Item className="menu-item" closeOnClick={false} onClick={() => save('kafka')}>
              {t.kafka}
            </Menu.Item>
            {says !== null && <p className="menu-says">{says}</p>}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
