/** The part of anypalette, which ships no types, that the tests read files back with. */
declare module 'anypalette' {
  namespace AnyPalette {
    interface Color {
      readonly red: number;
      readonly green: number;
      readonly blue: number;
      readonly name: string | undefined;
    }
    type Palette = readonly Color[];
    function loadPalette(
      options: { readonly data: Uint8Array; readonly fileExt: string },
      callback: (error: Error | null, palette: Palette) => void,
    ): void;
  }
  export default AnyPalette;
}
