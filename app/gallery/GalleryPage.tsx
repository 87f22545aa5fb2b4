/**
 * `#/gallery`: every view with named fixtures, to leaf through; `#/gallery?rails/tunnel` shows one of them. Part of a
 * development build only: the tests walk through it and compare what is drawn, and nobody else needs it.
 */
import { useEffect } from 'react';
import { Plain } from '../frame/Plain';
import { useHash } from '../router';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { FIXTURES, type FixtureName } from './fixtures';
import { ENTRIES, type Entry } from './views';
import './gallery.css';

/** What the stores hold while a view that reads them (the transport) is shown. */
function useStores(name: string | undefined): void {
  useEffect(() => {
    if (!name?.startsWith('transport/')) return;
    const make = FIXTURES[name.slice(name.indexOf('/') + 1) as FixtureName];
    const { reader, moment } = make();
    void useRun.getState().open(reader.scenario, reader.trace.engine, reader);
    usePlayback.getState().seek(moment.cursor);
  }, [name]);
}

export default function GalleryPage() {
  const name = useHash().split('?')[1] ?? '';
  const place = Math.max(
    0,
    ENTRIES.findIndex((e) => e.name === name),
  );
  const entry = ENTRIES[place];
  useTitle(`Gallery ${entry?.name}`);
  useStores(entry?.name);
  return (
    <Plain>
      <div className="gallery">
        <nav aria-label="Views">
          <ul>
            {ENTRIES.map((e) => (
              <li key={e.name}>
                <a href={`#/gallery?${e.name}`} aria-current={e === entry ? 'page' : undefined}>
                  {e.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {entry && <Picture key={entry.name} entry={entry} />}
      </div>
    </Plain>
  );
}

function Picture({ entry }: { entry: Entry }) {
  return (
    <section className="gallery-entry" aria-label={entry.name}>
      <h1>{entry.name}</h1>
      <div className="gallery-frame" style={{ width: entry.width, height: entry.height }} data-entry={entry.name}>
        {entry.draw()}
      </div>
    </section>
  );
}
