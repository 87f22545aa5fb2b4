import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTheme } from '../../language/theme';
import { factsNearBy } from '../../trace/nearRun';
import { readRunsNearBy } from '../../trace/rowFacts';
import { type Palette, paintCrowd, paintsAlike, paletteOf } from './paint';
import type { Scene } from './scene';

readRunsNearBy(factsNearBy);

/** What changes the tokens beside the theme. */
const FORCED = matchMedia('(forced-colors: active)');
const MORE = matchMedia('(prefers-contrast: more)');

/** Many rows, on a canvas. */
export function Crowd({ scene }: { scene: Scene }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((s) => s.theme);
  const [systemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const take = (): void => setSystemDark(media.matches);
    media.addEventListener('change', take);
    return () => media.removeEventListener('change', take);
  }, []);
  const palette = useRef<{ of: string; value: Palette } | null>(null);
  const painted = useRef<{ readonly scene: Scene; readonly palette: Palette } | null>(null);
  const { width, height } = scene.frame;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const of = `${theme} ${systemDark} ${document.documentElement.dataset.theme} ${FORCED.matches} ${MORE.matches}`;
    if (palette.current?.of !== of) palette.current = { of, value: paletteOf(element) };
    const scale = Math.min(2, window.devicePixelRatio || 1);
    const w = Math.round(width * scale);
    const h = Math.round(height * scale);
    if (element.width !== w || element.height !== h) {
      element.width = w;
      element.height = h;
      painted.current = null;
    }
    // A hand that moves a row brings a run for each frame, and hardly ever another crowd.
    const before = painted.current;
    painted.current = { scene, palette: palette.current.value };
    if (before?.palette === palette.current.value && paintsAlike(before.scene, scene)) return;
    paintCrowd(context, scene, palette.current.value, scale);
  }, [scene, width, height, theme, systemDark]);
  return <canvas ref={canvas} className="layer" style={{ width, height }} />;
}
