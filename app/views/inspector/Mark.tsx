/** The mark of what is asked about, as the picture draws its kind. */

/** A row by what has become of it, or the kind of any other subject. */
export function Mark({ look }: { readonly look: string }) {
  return (
    <svg className="mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      {shapeOf(look)}
    </svg>
  );
}

function shapeOf(look: string) {
  switch (look) {
    case 'late':
      return (
        <>
          <circle cx="10" cy="10" r="8.500" className="f-card s-late" strokeWidth="2.300" />
          <path d="M6.500 6.500l7 7m0-7l-7 7" className="s-late" strokeWidth="2.200" strokeLinecap="round" />
        </>
      );
    case 'counted':
      return <circle cx="10" cy="10" r="6.500" className="f-event" />;
    case 'waiting':
      return <circle cx="10" cy="10" r="6" className="f-event-soft s-event" strokeWidth="2" />;
    case 'coming':
      return <circle cx="10" cy="10" r="6" className="f-card s-event" strokeWidth="2" strokeDasharray="3 2.500" />;
    case 'filtered':
    case 'withoutWindow':
      return <circle cx="10" cy="10" r="6" className="f-rule s-mark3" strokeWidth="1.600" />;
    case 'group':
      return (
        <path
          d="M2.500 15V6.500h15V15"
          className="f-none s-state"
          strokeWidth="2.200"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case 'state':
      return (
        <>
          <rect x="2.500" y="4" width="15" height="5" rx="1.500" className="f-state-soft s-state" strokeWidth="1.600" />
          <rect x="2.500" y="11" width="15" height="5" rx="1.500" className="f-state" />
        </>
      );
    case 'output':
      return (
        <path
          d="M3 10.500l4.500 5L17 5"
          className="f-none s-final"
          strokeWidth="2.600"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case 'watermark':
      return (
        <path
          d="M10 1.500q4.500 2.800 0 5.700t0 5.600t0 5.700"
          className="f-none s-water"
          strokeWidth="2.600"
          strokeLinecap="round"
        />
      );
    case 'batch':
      return <rect x="2" y="4.500" width="16" height="11" rx="3" className="f-proc" />;
    case 'crash':
      return (
        <path
          d="M10 1.500l4 3-8 3 8 3-8 3 4 5"
          className="f-none s-late"
          strokeWidth="2.300"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case 'checkpoint':
      return (
        <path
          d="M10 1.500v17M5.500 18.500h9M6 5.500h8"
          className="f-none s-state"
          strokeWidth="2.600"
          strokeLinecap="round"
        />
      );
    case 'noBatch':
      return (
        <rect
          x="2"
          y="4.500"
          width="16"
          height="11"
          rx="3"
          className="f-none s-mark3"
          strokeWidth="1.600"
          strokeDasharray="3 2.500"
        />
      );
    case 'measure':
      return (
        <>
          <path d="M3 14a7.500 7.500 0 0 1 14 0" className="f-none s-rule2" strokeWidth="2.600" strokeLinecap="round" />
          <path d="M10 14l3.500-6" className="f-none s-ink" strokeWidth="2" strokeLinecap="round" />
        </>
      );
    default:
      return <circle cx="10" cy="10" r="6" className="f-mark3" />;
  }
}
