// What every host of the engine has beyond the language itself (browser page, worker, Node) and the engine may use. It is
// read only by the type check of engine/tsconfig.json, which knows no page: there is nothing else to reach for.

interface TextEncoder {
  encode(text: string): Uint8Array;
}
declare var TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(bytes: Uint8Array): string;
}
declare var TextDecoder: { new (): TextDecoder };

declare function structuredClone<T>(value: T): T;
