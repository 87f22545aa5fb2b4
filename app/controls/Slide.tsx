/** Something on a slider, with what it stands for by now beside its name. */
import './slide.css';

interface SlideProps {
  readonly label: string;
  /** The value in words; heard, too. */
  readonly says: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly step?: number;
  /** The colour of the thing that it sets; none: ink. */
  readonly tone?: 'final' | 'processing' | 'state';
  /** What is said below it. */
  readonly note?: string;
  readonly onChange: (value: number) => void;
}

export function Slide({ label, says, value, min = 0, max, step = 1, tone, note, onChange }: SlideProps) {
  return (
    <label className={tone ? `slide ${tone}` : 'slide'}>
      <span>
        {label} <b>{says}</b>
      </span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={says}
        onChange={(e) => onChange(Number(e.target.value))}
      />
      {note !== undefined && <small>{note}</small>}
    </label>
  );
}
