/** What was handed in, graded stream by stream on a thread of its own. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { gradeStream, streamsOf } from '../../lessons/exercises/grade';
import { type Exercise, type Graded, type Handed, Refused } from '../../lessons/exercises/schema';
import { startEngines } from './threadEngines';

export interface Grading {
  readonly handed: Handed;
  /** The learner's own stream first; fewer than six while it runs. */
  readonly graded: readonly Graded[];
  readonly status: 'running' | 'done' | 'refused' | { readonly broken: string };
}

export interface GradingControl {
  readonly grading: Grading | null;
  run(handed: Handed): Promise<Grading | null>;
  /** Ends a run; what was there before it comes back. */
  cancel(): void;
  forget(): void;
}

export function useGrading(exercise: Exercise): GradingControl {
  const [grading, setGrading] = useState<Grading | null>(null);
  const under = useRef<(() => void) | null>(null);
  const before = useRef<Grading | null>(null);
  useEffect(() => () => under.current?.(), []);

  const run = useCallback(
    async (handed: Handed): Promise<Grading | null> => {
      under.current?.();
      const thread = startEngines();
      let ended = false;
      const end = (): void => {
        ended = true;
        thread.end();
        if (under.current === end) under.current = null;
      };
      under.current = end;
      let now: Grading = { handed, graded: [], status: 'running' };
      const show = (next: Partial<Grading>): Grading => {
        now = { ...now, ...next };
        if (!ended) setGrading(now);
        return now;
      };
      setGrading((last) => {
        if (last?.status === 'done') before.current = last;
        return now;
      });
      try {
        for (const stream of streamsOf(exercise)) {
          const one = await Promise.race([gradeStream(exercise, stream, handed, thread.engines), thread.broken]);
          if (ended) return null;
          show({ graded: [...now.graded, one] });
        }
        return show({ status: 'done' });
      } catch (reason) {
        if (ended) return null;
        if (reason instanceof Refused) return show({ status: 'refused' });
        return show({ status: { broken: reason instanceof Error ? reason.message : String(reason) } });
      } finally {
        end();
      }
    },
    [exercise],
  );
  const cancel = useCallback(() => {
    under.current?.();
    setGrading(before.current);
  }, []);
  const forget = useCallback(() => {
    under.current?.();
    before.current = null;
    setGrading(null);
  }, []);
  return { grading, run, cancel, forget };
}
