/** What only some lessons have: each is loaded when a step asks for it, together with the sentences of these parts. */
import { lazy } from 'react';
import { withTexts } from '../language/language';

export const FindQuestion = lazy(() =>
  withTexts(
    'lessonParts',
    import('./find/FindQuestion').then((m) => ({ default: m.FindQuestion })),
  ),
);
export const VoteAgain = lazy(() =>
  withTexts(
    'lessonParts',
    import('./find/FindQuestion').then((m) => ({ default: m.VoteAgain })),
  ),
);
export const VotesPart = lazy(() =>
  withTexts(
    'lessonParts',
    import('./find/VotesPart').then((m) => ({ default: m.VotesPart })),
  ),
);
export const WordsPart = lazy(() =>
  withTexts(
    'lessonParts',
    import('./words/WordsPart').then((m) => ({ default: m.WordsPart })),
  ),
);
export const SaveWords = lazy(() =>
  withTexts(
    'lessonParts',
    import('./words/SaveWords').then((m) => ({ default: m.SaveWords })),
  ),
);
export const WorthPart = lazy(() =>
  withTexts(
    'lessonParts',
    import('./worth/WorthPart').then((m) => ({ default: m.WorthPart })),
  ),
);
export const OwnUseTask = lazy(async () => ({ default: (await import('../decide/OwnUseTask')).OwnUseTask }));
export const QueryBuilder = lazy(() =>
  withTexts(
    'all',
    import('../build/QueryBuilder').then((m) => ({ default: m.QueryBuilder })),
  ),
);
