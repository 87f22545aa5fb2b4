/** Times at which what a page changed is seen, for benches that run in it. */

/** What `tellFrames` puts on a page. */
export interface Frames {
  /**
   * Tells when the frame is over that shows the page as it stands now: styled, laid out and painted by the main thread.
   * Raster and the way to the screen are not in it.
   *
   * @param then told `performance.now()` of that instant
   */
  whenShown(then: (at: number) => void): void;
}

/**
 * Puts `Frames` on `globalThis`; to be given to `page.addInitScript`. A change that is made in a frame (by a callback of
 * `requestAnimationFrame`) is shown by that frame, and any other by the next one. It asks for no frame unless it is asked:
 * one that came by itself would put off what comes between two of them.
 */
export function tellFrames(): void {
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  let inside = false;
  /** A task right behind the one under way, which in a frame is the frame itself. */
  const behind = (then: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  globalThis.requestAnimationFrame = (draw) =>
    ask((at) => {
      if (!inside) {
        inside = true;
        behind(() => {
          inside = false;
        });
      }
      draw(at);
    });
  const frames: Frames = {
    whenShown(then) {
      const told = (): void => behind(() => then(performance.now()));
      if (inside) told();
      else ask(told);
    },
  };
  Object.assign(globalThis, frames);
}
