/** Light or dark: the system's, unless the person chose. A token swap on the root; nothing else may know of it. */
import { create } from 'zustand';
import { forgetStored, readStored, writeStored } from '../storage';

const KEY = 'arus.theme';
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

interface ThemeStore {
  readonly theme: Theme;
  setTheme(theme: Theme): void;
}

export const useTheme = create<ThemeStore>((set) => ({
  theme: THEMES.find((t) => t === readStored(KEY)) ?? 'system',
  setTheme(theme) {
    if (theme === 'system') forgetStored(KEY);
    else writeStored(KEY, theme);
    set({ theme });
  },
}));

/** Sets `data-theme` on the root element now and whenever the choice or the system changes. */
export function keepDocumentInTheme(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme } = useTheme.getState();
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  apply();
  dark.addEventListener('change', apply);
  const stop = useTheme.subscribe(apply);
  return () => {
    dark.removeEventListener('change', apply);
    stop();
  };
}
