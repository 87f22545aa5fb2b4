import { useTexts } from '../language/language';

/**
 * The first stop of the tab key: past the bar to the content. A button, since a link's hash would be an address of the
 * router.
 */
export function SkipLink() {
  const { app } = useTexts();
  return (
    <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
      {app.skipToContent}
    </button>
  );
}
