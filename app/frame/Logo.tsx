import { useTexts } from '../language/language';
import { Link } from '../router';

/** Two waves: what happened, and the water that rises over it. */
export function Logo() {
  const { app } = useTexts();
  return (
    <Link href="/" className="logo" aria-label={`${app.name}. ${app.toHome}`}>
      <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
        <path d="M1 6c4-5 8-5 12 0s8 5 12 0" className="f-none s-event" strokeWidth="2.6" strokeLinecap="round" />
        <path d="M1 14c4-5 8-5 12 0s8 5 12 0" className="f-none s-water" strokeWidth="2.6" strokeLinecap="round" />
      </svg>
      <span>{app.name}</span>
    </Link>
  );
}
