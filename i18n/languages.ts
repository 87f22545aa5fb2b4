export type Language = 'en' | 'id';
export const LANGUAGES: readonly Language[] = ['en', 'id'];
