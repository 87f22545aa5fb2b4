import { useEffect, useState } from 'react';
import { useTexts } from '../language/language';

/** Milliseconds after which one who waits is told that it takes long, and is offered another try. */
const LONG = 10_000;

/** What stands where something is on its way. */
export function Waiting() {
  const { loading, notLoaded } = useTexts().app;
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={long ? 'not-loaded' : 'heard'}>
      <p>{long ? notLoaded.slow : loading}</p>
      {long && (
        <button type="button" className="btn" onClick={() => location.reload()}>
          {notLoaded.again}
        </button>
      )}
    </div>
  );
}
