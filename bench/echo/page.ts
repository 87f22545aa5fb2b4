/**
 * The least that a drag can take where a thread answers it: a square follows the pointer by way of a thread that works
 * nothing out, one message a frame, as the stage asks its engine.
 */
const thread = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
const surface = document.querySelector('.surface') as HTMLElement;
const square = document.querySelector('.row-handle') as HTMLElement;
let held = false;
let x = 0;
let asked = false;

addEventListener('pointerdown', () => {
  held = true;
});
addEventListener('pointermove', (event) => {
  x = Math.round(event.clientX - surface.offsetLeft);
  if (!held || asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    thread.postMessage(x);
  });
});
thread.onmessage = ({ data }: MessageEvent<number>) => {
  square.setAttribute('aria-valuenow', String(data));
  square.style.transform = `translate(${data}px, 0)`;
};
