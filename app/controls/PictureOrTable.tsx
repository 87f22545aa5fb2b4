import { useTexts } from '../language/language';

/** Whether the picture stands there or its facts as a table. */
export function PictureOrTable({
  table,
  onTable,
}: {
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
}) {
  const { stage } = useTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="seg" role="group" aria-label={stage.view}>
      <button type="button" aria-pressed={!table} onClick={() => onTable(false)}>
        {stage.picture}
      </button>
      <button type="button" aria-pressed={table} onClick={() => onTable(true)}>
        {stage.table}
      </button>
    </div>
  );
}
