/** The address of 200,000 flights, packed (`scripts/flightsPlugin.ts`). */
declare module 'virtual:flights-200k' {
  const address: string;
  export default address;
}
