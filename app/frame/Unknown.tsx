import { useTexts } from '../language/language';
import { Link } from '../router';
import { useTitle } from '../title';
import { Plain } from './Plain';

/** The page of an address that leads nowhere. */
export function Unknown({ address }: { address: string }) {
  const { app } = useTexts();
  useTitle(app.titles.notFound);
  return (
    <Plain>
      <h1>{app.notFound.title}</h1>
      <p>{app.notFound.text(address)}</p>
      <div className="ways">
        <Link href="/" className="btn solid">
          {app.toHome}
        </Link>
      </div>
    </Plain>
  );
}
