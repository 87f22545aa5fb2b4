/** The tools beside the lessons, and the address of each; `pages.tsx` has their pages. */
export interface Tool {
  readonly name: 'compare' | 'loop' | 'crash' | 'sweep' | 'decide' | 'build' | 'openData' | 'flights';
  readonly address: string;
}

export const TOOLS = [
  { name: 'openData', address: '/open' },
  { name: 'flights', address: '/flights' },
  { name: 'compare', address: '/compare' },
  { name: 'loop', address: '/loop' },
  { name: 'crash', address: '/crash' },
  { name: 'sweep', address: '/sweep' },
  { name: 'decide', address: '/decide' },
  { name: 'build', address: '/build' },
] as const satisfies readonly Tool[];
