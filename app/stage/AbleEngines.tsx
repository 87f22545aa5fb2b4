/** A way out of a refusal: the engines that take the scenario as it is, each a button that goes there. */
import type { RunningEngine } from '../../engine/engines/names';
import { useTexts } from '../language/language';

interface Props {
  /** Nothing stands here where there is none. */
  readonly able: readonly RunningEngine[];
  readonly onChoose: (engine: RunningEngine) => void;
}

export function AbleEngines({ able, onChoose }: Props) {
  const { stage } = useTexts();
  if (able.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="able" role="group" aria-label={stage.refused.able}>
      <span>{stage.refused.able}</span>
      {able.map((engine) => (
        <button key={engine} type="button" className="btn" onClick={() => onChoose(engine)}>
          {stage.engine[engine]}
        </button>
      ))}
    </div>
  );
}
