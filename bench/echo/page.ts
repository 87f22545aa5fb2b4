/**
 * The least that a drag can take where a thread answers it: a square follows the pointer by way of a thread that works
 * nothing out, asked as the stage asks its engine: as soon as the hand moves, and not waiting for a frame.
 */
const thread = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
const surface = document.querySelector('.surface') as HTMLElement;
const square = document.querySelector('.row-handle') as HTMLElement;
let held = false;

addEventListener('pointerdown', () => {
  held = true;
});
addEventListener('pointerrawupdate', (event) => {
  if (held) thread.postMessage(Math.round((event as PointerEvent).clientX - surface.offsetLeft));
});
thread.onmessage = ({ data }: MessageEvent<number>) => {
  square.setAttribute('aria-valuenow', String(data));
  square.style.transform = `translate(${data}px, 0)`;
};
