/** A grammar, compiled by `scripts/peggyPlugin.ts`. */
declare module '*.peggy' {
  interface Expectation {
    readonly type: 'literal' | 'class' | 'any' | 'end' | 'other';
    readonly text?: string;
    readonly description?: string;
  }
  /** What `parse` throws where the text breaks; its `name` is `SyntaxError`. */
  export interface Unexpected extends Error {
    readonly expected: readonly Expectation[] | null;
    readonly location: { readonly start: { readonly offset: number } };
  }
  export function parse(text: string, options: { readonly build: object; readonly startRule?: string }): unknown;
}
