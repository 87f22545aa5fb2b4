/** What only some lessons have: each is loaded when a step asks for it, together with the sentences of these parts. */
import { part } from '../frame/Part';
import { withTexts } from '../language/language';

export const FindQuestion = part(async () => ({
  default: (await withTexts('lessonParts', import('./find/FindQuestion'))).FindQuestion,
}));
export const VoteAgain = part(async () => ({
  default: (await withTexts('lessonParts', import('./find/FindQuestion'))).VoteAgain,
}));
export const VotesPart = part(async () => ({
  default: (await withTexts('lessonParts', import('./find/VotesPart'))).VotesPart,
}));
export const MatchQuestion = part(async () => ({
  default: (await withTexts('lessonParts', import('./MatchQuestion'))).MatchQuestion,
}));
export const WordsPart = part(async () => ({
  default: (await withTexts('lessonParts', import('./words/WordsPart'))).WordsPart,
}));
export const SaveWords = part(async () => ({
  default: (await withTexts('lessonParts', import('./words/SaveWords'))).SaveWords,
}));
export const WorthPart = part(async () => ({
  default: (await withTexts('lessonParts', import('./worth/WorthPart'))).WorthPart,
}));
export const OwnUseTask = part(async () => ({ default: (await import('../decide/OwnUseTask')).OwnUseTask }));
export const QueryBuilder = part(async () => ({
  default: (await withTexts('all', import('../build/QueryBuilder'))).QueryBuilder,
}));
