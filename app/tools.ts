/** The tools beside the lessons: the address of each, and its page, which is loaded when it is opened. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { withTexts } from './language/language';

const pages = import.meta.glob<{ readonly default: ComponentType }>([
  './import/{OpenData,RealFlights}.tsx',
  './compare/ComparePage.tsx',
  './loop/LoopPage.tsx',
  './crash/CrashPage.tsx',
  './sweep/SweepPage.tsx',
  './decide/DecidePage.tsx',
  './build/BuildPage.tsx',
]);

function page(file: string): LazyExoticComponent<ComponentType> | null {
  const load = pages[file];
  return load ? lazy(() => withTexts('all', load())) : null;
}

export interface Tool {
  readonly name: 'compare' | 'loop' | 'crash' | 'sweep' | 'decide' | 'build' | 'openData' | 'flights';
  readonly address: string;
  readonly Page: LazyExoticComponent<ComponentType>;
}

const all = [
  { name: 'openData', address: '/open', Page: page('./import/OpenData.tsx') },
  { name: 'flights', address: '/flights', Page: page('./import/RealFlights.tsx') },
  { name: 'compare', address: '/compare', Page: page('./compare/ComparePage.tsx') },
  { name: 'loop', address: '/loop', Page: page('./loop/LoopPage.tsx') },
  { name: 'crash', address: '/crash', Page: page('./crash/CrashPage.tsx') },
  { name: 'sweep', address: '/sweep', Page: page('./sweep/SweepPage.tsx') },
  { name: 'decide', address: '/decide', Page: page('./decide/DecidePage.tsx') },
  { name: 'build', address: '/build', Page: page('./build/BuildPage.tsx') },
] as const;

/** Only those that exist: an entry that leads nowhere is none. */
export const TOOLS: readonly Tool[] = all.flatMap(({ name, address, Page }) => (Page ? [{ name, address, Page }] : []));
