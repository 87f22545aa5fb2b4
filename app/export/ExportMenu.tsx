/** What the scenario on the stage can leave as: a script to download or to copy, or a project for another engine in a zip. */
import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { exportPyspark } from '../../engine/export/pyspark';
import { exportWords } from '../../i18n/exports';
import { announce } from '../announce';
import { FloatingMenu } from '../controls/FloatingMenu';
import type { MenuProps } from '../controls/MenuButton';
import { fileNameOf, saveBlob, saveFile } from '../import/download';
import { useLanguage, useTexts } from '../language/language';
import { verdictOfAll } from '../stage/verdict';
import { useRun } from '../stores/run';
import './export.css';

/** What is written as several files. */
export const PROJECTS = ['flink', 'flink-sql', 'kafka-streams'] as const;
export type Project = (typeof PROJECTS)[number];

export function ExportMenu({ button, open, onClose }: MenuProps) {
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
  const close = () => {
    setSays(null);
    onClose();
  };
  const save = (source: 'arrivals' | 'kafka') => {
    const file = script(source);
    if (!file) return;
    saveFile(file.path, file.text, 'text/x-python');
    announce(t.saved(file.path));
    onClose();
  };
  const saveProject = async (project: Project) => {
    const { scenario } = useRun.getState();
    if (!scenario) return;
    setSays(t.writing);
    let made: typeof import('./projects');
    try {
      made = await import('./projects');
    } catch {
      return say(t.notLoaded);
    }
    const exported = made.projectOf(project, scenario, language);
    if (!exported.ok) return say(stage.said.refused(verdictOfAll(texts, exported.faults)));
    const folder = fileNameOf(scenario, project);
    saveBlob(`${folder}.zip`, new Blob([made.zipOf(folder, exported.files)], { type: 'application/zip' }));
    announce(t.saved(`${folder}.zip`));
    close();
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
    <FloatingMenu button={button} open={open} onClose={close} label={t.label} side="bottom">
      <Menu.Item className="menu-item" closeOnClick={false} onClick={() => save('arrivals')}>
        {t.download}
      </Menu.Item>
      <Menu.Item className="menu-item" closeOnClick={false} onClick={copy}>
        {t.copy}
      </Menu.Item>
      <Menu.Item className="menu-item" closeOnClick={false} onClick={() => save('kafka')}>
        {t.kafka}
      </Menu.Item>
      <Menu.Separator className="menu-rule" />
      {PROJECTS.map((project) => (
        <Menu.Item className="menu-item" key={project} closeOnClick={false} onClick={() => saveProject(project)}>
          {t.projects[project]}
        </Menu.Item>
      ))}
      {says !== null && <p className="menu-says">{says}</p>}
    </FloatingMenu>
  );
}
