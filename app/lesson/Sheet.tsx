/**
 * The lesson's region: a column beside the stage; under 900 px a sheet over it with three stops (title, half, full). It
 * ends where the transport begins, so that what one does while watching stays in reach.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { OWN_DRAG } from '../controls/ownDrag';
import { useTexts } from '../language/language';

const STOPS = ['title', 'half', 'full'] as const;
type Stop = (typeof STOPS)[number];

export function Sheet({ label, busy, children }: { label: string; busy: boolean; children: ReactNode }) {
  const { lessonPanel: say } = useTexts();
  const [stop, setStop] = useState<Stop>('half');
  const [height, setHeight] = useState<number | null>(null);
  const region = useRef<HTMLElement>(null);
  const drag = useRef<{ from: number; height: number; moved: boolean } | null>(null);

  // The stage keeps what matters above the sheet: it is told how much is covered.
  useEffect(() => {
    const frame = region.current?.closest<HTMLElement>('.frame');
    const el = region.current;
    if (!frame || !el) return;
    const tell = (): void => frame.style.setProperty('--sheet-height', `${el.offsetHeight}px`);
    const watch = new ResizeObserver(tell);
    watch.observe(el);
    return () => watch.disconnect();
  }, []);

  const room = (): number => region.current?.parentElement?.querySelector<HTMLElement>('.stage')?.offsetHeight ?? 0;

  function down(event: PointerEvent<HTMLButtonElement>): void {
    drag.current = { from: event.clientY, height: region.current?.offsetHeight ?? 0, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function move(event: PointerEvent<HTMLButtonElement>): void {
    const d = drag.current;
    if (!d) return;
    const dy = d.from - event.clientY;
    if (Math.abs(dy) > 4) d.moved = true;
    if (d.moved) setHeight(Math.max(56, Math.min(room() - 8, d.height + dy)));
  }
  function up(): void {
    const d = drag.current;
    drag.current = null;
    if (!d?.moved || height === null) return;
    const share = height / Math.max(1, room());
    setStop(share < 0.28 ? 'title' : share < 0.74 ? 'half' : 'full');
    setHeight(null);
    // The click that follows a drag is not meant.
    swallow.current = true;
  }
  const swallow = useRef(false);
  function click(): void {
    if (swallow.current) {
      swallow.current = false;
      return;
    }
    setStop(STOPS[(STOPS.indexOf(stop) + 1) % STOPS.length] ?? 'half');
  }
  function key(event: KeyboardEvent): void {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setStop(STOPS[Math.max(0, Math.min(2, STOPS.indexOf(stop) + by))] ?? 'half');
  }

  return (
    <aside
      ref={region}
      className={`lesson ${stop}`}
      aria-label={label}
      aria-busy={busy}
      data-dragged={height !== null || undefined}
      style={height === null ? undefined : { height }}
    >
      <button
        type="button"
        className="grab"
        aria-label={say.sheet[stop]}
        {...OWN_DRAG}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onClick={click}
        onKeyDown={key}
      >
        <i />
      </button>
      {children}
    </aside>
  );
}
