/** On paper the facts of the picture stand under it, since nothing there can be pointed at. */
import { type ComponentProps, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import RailsTable from '../views/rails/RailsTable';

export default function PrintedTwin(props: ComponentProps<typeof RailsTable>) {
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    // A page is printed as it stands when this returns.
    const before = (): void => flushSync(() => setPrinted(true));
    const after = (): void => setPrinted(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return (
    printed && (
      <section className="printed-twin">
        <RailsTable {...props} />
      </section>
    )
  );
}
