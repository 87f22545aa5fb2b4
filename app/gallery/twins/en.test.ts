import { vi } from 'vitest';
import { holdTwins } from './list';

// What is drawn without a page is in the language that the browser asks for.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en'] }));
holdTwins('en');
