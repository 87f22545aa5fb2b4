import { useEffect } from 'react';

/** Names the page in the browser's tab and history; the app's own name comes last, as the part that never changes. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null || title === 'Arus' ? 'Arus' : `${title} · Arus`;
  }, [title]);
}
