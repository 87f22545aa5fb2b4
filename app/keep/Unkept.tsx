/** That what was changed is not kept, and the way to keep it all the same. */
import { createPortal } from 'react-dom';
import { saveScenario } from '../import/download';
import { useTexts } from '../language/language';
import './keep.css';

export function Unkept({ onClose }: { readonly onClose: () => void }) {
  const { keep } = useTexts();
  // Over the page: on a phone what shows it is inside of a menu that is closed.
  return createPortal(
    <div className="not-loaded over" role="alert">
      <b>{keep.unkept.title}</b>
      <p>{keep.unkept.text}</p>
      <span className="ways">
        <button
          type="button"
          className="btn solid"
          onClick={() => {
            saveScenario();
            onClose();
          }}
        >
          {keep.menu.file}
        </button>
        <button type="button" className="btn" onClick={onClose}>
          {keep.unkept.close}
        </button>
      </span>
    </div>,
    document.body,
  );
}
