/** A grammar, compiled by `scripts/peggyPlugin.ts`. */
declare module '*.peggy' {
  interface Expectation {
    readonly type: 'literal' | 'class' | 'any' | 'end' | 'other';
    readonly text?: string;
    readonly description?: string;
  }
  export class SyntaxError extends globalThis.Error {
    readonly expected: readonly Expectation[] | null;
    readonly found: string | null;
    readonly location: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
  }
  export function parse(text: string, options: { readonly build: object; readonly startRule?: string }): unknown;
}
